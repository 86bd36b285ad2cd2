"""The lessons' own explorers: one module for each, named after its step.

Each module has one public function that makes the explorer from the lesson's data. It gives
`gmmlab.learn.explore.sketch` controls, panels, layers and a function from values to a frame.
"""
