"""Mechanisms without a business word. Nothing in here imports an app."""
