<?php
function keep($file) {
    $uploadPath = WRITEPATH . "uploads/papers/" . date("Y/m/");
    return $file->move($uploadPath, $file->getRandomName());
}
