"""The desk: the pages over the kernels, one Django app for each clause of an agreement."""
