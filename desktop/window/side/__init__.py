"""The left side: views, collections, tags, saved searches, and browsing by value."""
