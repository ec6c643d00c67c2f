<?php
require "../app/Config/Paths.php";
