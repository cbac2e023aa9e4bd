"""What is done: one package a stage, pure files inside, one task.py as its edge."""
