"""Warnings that protect the figures."""
