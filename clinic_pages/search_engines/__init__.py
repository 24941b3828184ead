"""What search engines read: the page's head, sitemaps, IndexNow, share images."""
