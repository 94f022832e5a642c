// The second run, with the slow-down, must have failed for the right reason.
import groovy.xml.XmlSlurper

def report = new XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-org.example.ramdisk.RamDiskCostsTest.xml'))
def reads = report.testcase.find { it.@name.text().startsWith('randomReads') }
assert !reads.isEmpty(): 'the gate did not run'
def text = reads.failure.@message.text() + reads.failure.text()
['bytes-allocated-per-request', 'bytes-copied-per-request', 'counts.json', 'blkunit.counts.update'].each { word -> assert text.contains(word): "'${word}' is not in: ${text}" }
true
