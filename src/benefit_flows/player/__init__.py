"""The player: lessons and the worlds around them in one HTML file that runs no rule."""
