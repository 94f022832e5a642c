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

ended('KernelPanicTest', 'panics', 'failure', 'sysrq triggered crash')
passed('KernelPanicTest', 'passesAfter')
true
