"""One file for each page; `app` lists their routers."""
