"""Names in a page's own text that could be links, and the click that makes one."""
