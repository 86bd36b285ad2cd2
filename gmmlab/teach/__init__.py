"""The teacher's side: from what authors write to what learners open and nbgrader grades."""
