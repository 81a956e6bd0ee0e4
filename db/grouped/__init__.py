"""What puts entries together: collections, tags, saved searches."""
