<?php
class Paths { public string $writableDirectory = __DIR__ . "/../../writable"; }
