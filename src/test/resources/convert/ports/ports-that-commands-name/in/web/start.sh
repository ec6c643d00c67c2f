#!/bin/sh
exec next start -p 3001
