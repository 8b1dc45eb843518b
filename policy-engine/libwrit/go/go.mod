module writ.dev/libwrit

go 1.19
