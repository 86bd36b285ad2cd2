"""The learner's side: explorers, predictions, practice, and pictures that say themselves."""

from gmmlab.learn import explore as explore
from gmmlab.learn.practice import practice as practice
from gmmlab.learn.predict import predict as predict
from gmmlab.learn.show import show as show
