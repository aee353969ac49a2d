project = "Orders API"
html_theme = "furo"
html_static_path = ["_static"]
html_js_files = ["jwt-decoder.js"]
