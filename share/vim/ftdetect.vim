au BufRead,BufNewFile kopd.conf,kopd.conf.example,*/kopd/*.conf setfiletype kopd
