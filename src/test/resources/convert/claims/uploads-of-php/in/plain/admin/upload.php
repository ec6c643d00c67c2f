<?php
$target = "../images/" . basename($_FILES["f"]["name"]);
move_uploaded_file($_FILES["f"]["tmp_name"], $target);
