"""Read: inputs of every kind become rows of `documents`, and what cannot be read a rejection."""
