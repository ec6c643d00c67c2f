#!/usr/bin/env node
'use strict'
// Runs Sild, which needs Java 17 or newer: arguments, signals and the exit code pass through.
const { spawn } = require('node:child_process')
const path = require('node:path')

const name = path.basename(__filename, '.js')
const home = path.dirname(__dirname)
const [program, ...options] = process.platform === 'win32' ? windows() : launcher()
const child = spawn(program, [...options, ...process.argv.slice(2)], { stdio: 'inherit' })

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']
for (const signal of signals) {
  process.on(signal, () => {
    // A terminal tells both processes what its user types.
    const typed = process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT')
    if (!typed) child.kill(signal)
  })
}

child.on('error', (error) => {
  console.error(error.code === 'ENOENT'
    ? `sild: cannot find ${program}: install Java 17 or newer, or set JAVA_HOME to one`
    : `sild: cannot run ${program}: ${error.message}`)
  process.exit(1)
})

child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code)
  // Ends as the child did, so that a shell can tell.
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
})

// The launcher finds a Java, says what is wrong with those that it cannot use, and becomes it.
function launcher () {
  return ['/bin/sh', path.join(home, 'bin', name)]
}

function windows () {
  const java = process.env.JAVA_HOME ? path.join(process.env.JAVA_HOME, 'bin', 'java.exe') : 'java.exe'
  return [java, '-XX:+IgnoreUnrecognizedVMOptions', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xlog:disable',
    `-Dsild.command=${name}`, `-Dsild.terminal=${Boolean(process.stderr.isTTY)}`,
    '-cp', path.join(home, 'lib', 'sild-cli.jar'), 'dev.sild.cli.Main']
}
