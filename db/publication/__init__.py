"""Versions of one work, and several records of one paper."""
