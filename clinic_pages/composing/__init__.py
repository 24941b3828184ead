"""How a page begins: from the clinic's pattern or like another page, with its therapies ticked; and
what no copy takes along."""
