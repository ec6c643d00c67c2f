package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The folders into which code puts files, with the tree at /app and processes that start in it. */
class UploadCallsTest {
    private static String folders(String others, String file, String text) {
        List<String> paths = Stream.concat(Stream.of(others.split(",")), Stream.of(file))
                .filter(path -> !path.isEmpty())
                .toList();
        return ProgramWrites.of(paths, to -> to.accept(file, text.replace("\\n", "\n"))).folders().stream()
                .flatMap(place -> place.in("/app", "/app", List.of()).stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "up.php | move_uploaded_file($tmp, \"uploads/\" . $name); | uploads",
                "up.php | move_uploaded_file($_FILES['f']['tmp_name'], 'images/' . basename($_FILES['f']['name'])); | images",
                "up.php | move_uploaded_file($tmp, \"./files/pics/{$id}_$name\"); | files/pics",
                "up.php | $target_dir = \"up/\";\\n$to = $target_dir . basename($n);\\nmove_uploaded_file($tmp, $to); | up",
                "lib/up.php | move_uploaded_file($tmp, __DIR__ . '/../uploads/' . $name); | uploads",
                "lib/up.php | move_uploaded_file($tmp, dirname(__FILE__) . '/../img/' . $name); | img",
                "a/b/up.php | move_uploaded_file($tmp, dirname(__DIR__, 2) . '/img/' . $name); | img",
                "lib/up.php | move_uploaded_file($tmp, $_SERVER['DOCUMENT_ROOT'] . '/img/' . $name); | img",
                "up.php | define('UPLOAD_DIR', __DIR__ . '/files/'); | files",
                "up.php | const UPLOAD_PATH = 'files/img/'; | files/img",
                "up.php | move_uploaded_file($tmp, $path); | ''",
                "up.php | move_uploaded_file($tmp, '../../up/' . $name); | ''",
                "up.php | $turtle->move('left'); | ''",
                "upload-template.php | move_uploaded_file($tmp, 'docs/' . $name); | docs",
                "example.php | move_uploaded_file($tmp, 'docs/' . $name); | docs",
                "up.sample.php | move_uploaded_file($tmp, 'docs/' . $name); | ''",
                "up.php.dist | move_uploaded_file($tmp, 'docs/' . $name); | ''",
                // What an array holds is not known.
                "up.php | move_uploaded_file($tmp, $config['upload'] . '/docs/' . $n); | ''",
                "up.php | move_uploaded_file($tmp, $_SERVER['HTTP_HOST'] . '/docs/' . $n); | ''",
                "up.php | move_uploaded_file($tmp, 'docs/' . $config['upload'] . '/img/' . $n); | docs",
                "up.php | move_uploaded_file($tmp, ($config['upload'] ?? 'docs/') . $n); | docs",
                "up.php | $config = array('a' => 'x/');\\nmove_uploaded_file($tmp, $config['a'] . 'docs/' . $n); | ''",
                "up.php | $path = \"docs/\";\\nmove_uploaded_file($tmp, \"$path$n\"); | docs",
                "up.php | $path = \"docs/\";\\nmove_uploaded_file($tmp, \"{$path}{$n}\"); | docs",
                "up.php | $path = 'docs';\\nmove_uploaded_file($tmp, \"$path/img/$n\"); | docs/img",
                "up.php | $path = 'img';\\nmove_uploaded_file($tmp, \"docs/$path/$n\"); | docs/img",
                "up.php | $path = 'docs/';\\nmove_uploaded_file($tmp, '$path$n'); | ''",
                "up.php | $path = 'docs/';\\nmove_uploaded_file($tmp, \"$path[a]/img\"); | ''",
                "up.php | move_uploaded_file($tmp, sprintf(\"docs/%s\", $n)); | docs",
            })
    void plainPhp(String file, String text, String folders) {
        assertThat(folders("", file, text)).isEqualTo(folders.replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admin/index.php | admin/up.php | admin/up",
                "admin/index.php,up/.gitkeep | admin/up.php | up",
                "index.php | includes/up.php | up",
                "index.php,includes/up/a.jpg | includes/up.php | includes/up",
                "public/index.php | src/up.php | public/up",
                "index.php,application/config/config.php | application/controllers/Up.php | up",
            })
    void relativePathsStartWhereARequestRunsAScript(String others, String file, String folder) {
        assertThat(folders(others, file, "move_uploaded_file($tmp, 'up/' . $name);"))
                .isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "application/config/config.php | application/a.php | $config['upload_path'] = './uploads/'; | uploads",
                "application/config/config.php | application/a.php | $c = array('upload_path' => FCPATH.'assets/up/'); | assets/up",
                "spark | app/a.php | $f = $r->getFile('f');\\n$f->move(FCPATH . 'up', $n); | public/up",
                "spark | app/a.php | $f = $r->getFile('f');\\n$f->move(ROOTPATH . 'public/up', $n); | public/up",
                "api/spark | api/app/a.php | $uploadPath = WRITEPATH . 'uploads/papers/' . date('Y/m/'); | api/writable/uploads/papers",
                "spark | app/a.php | $this->request->getFile('f')->store(); | writable/uploads",
                "bin/console | config/services.yaml | uploads_directory: '%kernel.project_dir%/public/up' | public/up",
                "bin/console | config/packages/v.yaml | upload_destination: '%kernel.project_dir%/public/images/p' | public/images/p",
                "bin/console | config/services.yaml | manifest_dir: '%kernel.project_dir%/public/build' | ''",
                "bin/console | config/services.yaml | templates_dir: '%kernel.project_dir%/templates' | ''",
                "bin/console | src/C.php | $f->guessExtension();\\n$f->move($this->getParameter('kernel.project_dir') . '/public/up', $n); | public/up",
                "bin/console | src/C.php | ImageField::new('i')->setUploadDir('public/up/images') | public/up/images",
                "yii | models/a.php | $this->file->saveAs(Yii::getAlias('@webroot/up/') . $n); | web/up",
                "yii | models/a.php | $path = Yii::getAlias('@webroot') . '/up/';\\n$this->file->saveAs($path . $n); | web/up",
                "yii | models/a.php | $this->file->saveAs('up/' . $this->file->baseName . '.' . $this->file->extension); | web/up",
            })
    void frameworksOfPhp(String others, String file, String text, String folders) {
        assertThat(folders(others, file, text)).isEqualTo(folders.replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "a.js | require('multer'); cb(null, path.join(__dirname, 'static/up')); | static/up",
                "a.js | const dir = './files';\\nrequire('multer'); cb(null, dir) | files",
                "a.ts | FileInterceptor('file', { dest: './up' }) | up",
                "a.js | req.files.f.mv('./up/' + f.name, cb); | up",
                "a.js | req.files; f.mv(`./up/${f.name}`); | up",
                "a.js | req.files; const to = __dirname + '/public/img/' + f.name;\\nf.mv(to, cb); | public/img",
                "a.js | fs.writeFileSync(path.join(process.cwd(), 'public', 'uploads', name), data); | public/uploads",
                "a.js | fs.writeFileSync(path.join('public', 'index.html'), data); | ''",
                "a.js | car.mv('left'); | ''",
                "a.js | req.files;\\nconst dir = './up';\\nf.mv(`${dir}/img/${f.name}`); | up/img",
                "a.js | req.files;\\nf.mv(config['dir'] + '/up/' + f.name); | ''",
                "a.js | req.files;\\nf.mv((process.env['DIR'] || './up/') + f.name); | up",
                "a.go | dst, err := os.Create(filepath.Join(\"uploads\", name)) | uploads",
                "a.go | os.Create(fmt.Sprintf(\"./uploads/%d%s\", t, ext)) | uploads",
                "a.go | os.Create(\"out.txt\") | ''",
                "a.go | c.SaveUploadedFile(file, \"./files/\"+file.Filename) | files",
                "a.go | dst := filepath.Join(\"files\", name)\\nc.SaveUploadedFile(file, dst) | files",
                "a.py | f.save(os.path.join(app.root_path, 'static/uploads', name)) | static/uploads",
                "a.py | with open(f'uploads/{f.filename}', 'wb') as out: | uploads",
                "a.py | with open('uploads/list.txt') as given: | ''",
                "config/storage.yml | local:\\n  service: Disk\\n  root: <%= Rails.root.join(\"storage\") %> | storage",
                "config/storage.yml | test:\\n  service: Disk\\n  root: <%= Rails.root.join(\"tmp/storage\") %> | ''",
                "app/uploaders/a.rb | storage :file\\n  def store_dir\\n    \"files/#{model.id}\"\\n  end | public/files",
                "app/uploaders/a.rb | storage :file\\n  def default_url\\n    \"images/none\"\\n  end\\n  def store_dir\\n    \"files/x\"\\n  end\\n  def filename\\n    \"avatar\"\\n  end | public/files/x",
                "app/uploaders/a.rb | storage :fog\\n  def store_dir\\n    \"files/#{model.id}\"\\n  end | ''",
                "Up.cs | var p = Path.Combine(env.WebRootPath, \"uploads\"); | wwwroot/uploads",
                "Up.cs | string uploadsFolder = Path.Combine(_host.WebRootPath, \"images\"); | wwwroot/images",
                "Up.cs | var p = Path.Combine(Directory.GetCurrentDirectory(), \"Uploads\", f.FileName); | Uploads",
                "Up.cs | var p = Path.Combine(env.WebRootPath, \"index.html\"); | ''",
                "src/main/java/U.java | private final Path root = Paths.get(\"uploads\"); | uploads",
                "src/main/java/U.java | String d = System.getProperty(\"user.dir\") + \"/uploads/\";\\nf.transferTo(new File(d + n)); | uploads",
                "src/main/java/U.java | new File(\"config/app.xml\") | ''",
            })
    void otherLanguages(String file, String text, String folders) {
        assertThat(folders("", file, text)).isEqualTo(folders.replace("''", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "move_uploaded_file($a, $a . $a . $a . $a . $a);\n",
                "$a = $b . $b . $b . $b . $b . $b;\n$b = $a . $a . $a . $a . $a;\nmove_uploaded_file($t, $a . $b);\n",
                "'upload_path_path_dir_dir_folder_upload_upload_upload_upload_upload' => \n",
                "$a = \"$b$b$b$b$b\";\n$b = \"$a$a$a$a$a$a\";\nmove_uploaded_file($t, \"$a$b$a$b\");\n",
                "move_uploaded_file(((((((((((((((((((((((((((((((((((((((((((((,,,,,,,,,,,,,,,,\n",
            })
    void hostileCodeEndsSoon(String line) {
        String text = line.repeat(1_000_000 / line.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> folders("public/index.php", "src/up.php", text));
    }

    @Test
    void aHundredThousandFilesAreSearchedSoon() {
        String paths = Stream.iterate(0, i -> i + 1)
                .limit(100_000)
                .map(i -> "a/" + i % 300 + "/b/" + i + ".php")
                .collect(Collectors.joining(","));
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> folders(paths, "up.php", "move_uploaded_file($t, 'up/' . $n);"));
    }
}
