// Looks at the Surefire reports of the tests that fail on purpose: the right test, the right kind, in plain words.
import groovy.xml.XmlSlurper

def suite = { String name -> new XmlSlurper().parse(new File(basedir, "target/surefire-reports/TEST-org.example.failing.${name}.xml")) }
def test = { String name, String method ->
    def found = suite(name).testcase.find { it.@name.text() == method }
    assert !found.isEmpty(): "no ${name}.${method} in the report"
    found
}
def passed = { String name, String method ->
    def it = test(name, method)
    assert it.failure.isEmpty() && it.error.isEmpty() && it.skipped.isEmpty(): "${name}.${method} did not pass"
}
def ended = { String name, String method, String kind, String... words ->
    def it = test(name, method)
    assert !it."$kind".isEmpty(): "${name}.${method} has no ${kind}"
    def text = it."$kind".@message.text() + it."$kind".text()
    words.each { word -> assert text.contains(word): "${name}.${method}: '${word}' is not in: ${text}" }
}
def attached = { String name, String method, String file, String words ->
    def found = []
    new File(basedir, 'target/blkunit').eachFileRecurse { if (it.name == file && it.path.contains(name) && it.path.contains(method)) found << it }
    assert found.size() == 1: "${name}.${method} has no ${file}: ${found}"
    assert found[0].text.contains(words): "${name}.${method}: '${words}' is not in ${found[0]}"
}

ended('FailingAssertionTest', 'comparesTwoStrings', 'failure', 'expected words', 'actual words', 'FailingAssertionTest.java:12')
passed('FailingAssertionTest', 'passes')

def setUp = suite('FailingSetUpTest')
assert setUp.@errors.text() == '1' && (setUp.testcase.error.@message.text() + setUp.testcase.error.text()).contains('no set-up today')

passed('SystemExitTest', 'passesBefore')
ended('SystemExitTest', 'exits', 'failure', 'System.exit', 'SystemExitTest.java')
passed('SystemExitTest', 'passesAfter')

ended('EndlessLoopTest', 'loops', 'failure', '20 s', 'thread-dump.txt')
passed('EndlessLoopTest', 'passesAfter')

ended('KilledAgentTest', 'killsItsOwnJvm', 'error', 'agent')
passed('KilledAgentTest', 'passesAfter')

ended('KernelPanicTest', 'panics', 'failure', 'Kernel panic: sysrq triggered crash')
passed('KernelPanicTest', 'passesAfter')
attached('KernelPanicTest', 'panics', 'kernel-report.txt', 'sysrq_handle_crash')

ended('HungTaskTest', 'waitsForADeviceThatIsSuspended', 'failure', 'task hung in ')
passed('HungTaskTest', 'passesAfter')
attached('HungTaskTest', 'waitsForADeviceThatIsSuspended', 'kernel-report.txt', ' for more than ')

// Tagged long: -Dexcluded=none runs them.
if (new File(basedir, 'target/surefire-reports/TEST-org.example.failing.OutOfMemoryTest.xml').exists()) {
    ended('OutOfMemoryTest', 'losesItsJvmToTheKernel', 'failure', 'out of memory: killed java')
    passed('OutOfMemoryTest', 'passesAfter')

    ended('SilentGuestTest', 'stopsItsOwnJvm', 'error', 'silent for', 'blkunit.silence.timeout')
    passed('SilentGuestTest', 'passesAfter')
}

passed('KernelMessageTest', 'anErrorThatIsExpected')
ended('KernelMessageTest', 'anErrorThatDoesNotCome', 'failure', 'the kernel did not say: Buffer I/O error')
passed('KernelMessageTest', 'passesAfter')
true
