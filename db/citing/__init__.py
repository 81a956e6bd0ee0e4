"""What a .bib is made of: keys, constants, exports."""
