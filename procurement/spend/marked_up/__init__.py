"""Tables in web pages, XML and JSON."""
