<?php
require_once 'lib/sessions.php';
// sessions and "cart_db" are kept elsewhere.
$pdo = new PDO("mysql:host=mysql-db;dbname=test;charset=utf8", "root");
$pg = pg_connect("host=pg_main dbname=x user=postgres");
$sessions = explode(";", "kafka_1;other");
