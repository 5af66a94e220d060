autocmd BufRead,BufNewFile *.flow set filetype=benefit-flow
