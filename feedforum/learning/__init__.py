"""Learns from a forum's own pages how they are read: pages in, a profile out."""
