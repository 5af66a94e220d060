"""The live studio, served on loopback."""
