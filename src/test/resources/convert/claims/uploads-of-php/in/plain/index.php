<?php
foreach (scandir("images") as $image) { echo $image; }
