"""Measurements of speed and memory; `./run bench` lists them. They judge nothing in the tests."""
