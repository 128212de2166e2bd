"""Reading workbooks that others send: within bounds, whatever they are, and never running anything in them."""
