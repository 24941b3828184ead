"""What several subjects build on and none of them owns. It imports no room but conf."""
