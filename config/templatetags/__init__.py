"""Parts of pages drawn by Python where a template would draw them hundreds of times a request."""
