package main

import (
	"example.com/shop/sessions"
)

var hosts = strings.Split("cache-a,cache_b", ",")
