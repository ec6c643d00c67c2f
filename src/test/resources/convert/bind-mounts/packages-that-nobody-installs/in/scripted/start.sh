#!/bin/sh
npm install
exec node index.js
