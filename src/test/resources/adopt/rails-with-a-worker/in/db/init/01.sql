create extension x;
