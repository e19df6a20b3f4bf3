<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AppSettings</name>
    <message>
        <source>The settings file could not be read; it was put aside as %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Knob</name>
    <message>
        <source>Backlog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the server asks listen() for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many connections the server accepts per second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepts per wake-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many connections the server accepts each time it wakes up; 0 means until none is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reactors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads of the server that serve connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One listening socket for all reactors, or one for each (SO_REUSEPORT).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which reactor gets the next connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoll trigger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level-triggered or edge-triggered epoll.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections planned in one run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrival rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients that start per second, whatever became of the ones before (open loop).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients in flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many clients are at work at a time; the next starts when one is done (closed loop).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads that start clients; more than one race for the last place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes sent and echoed per connection; 0 means none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a client does when it is done: keep the connection, close it, or reset it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long one run is measured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks at the queue per second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernel settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start from the kernel&apos;s defaults or from this machine&apos;s values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a rate from %1 to %2 per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a time from 1 ms to 24 h, such as 900ms or 2s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one of: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value the kernel accepts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” cannot be used: give %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Metric</name>
    <message>
        <source>Established</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients connected at the end of the window. In a window below 1 s no SYN is repeated, so these came through at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets to the listening socket that the kernel dropped (ListenDrops).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>99 of 100 attempts connected within this time. Nothing is drawn where it is longer than the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The longest the accept queue was seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connections</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SweepChart</name>
    <message>
        <source>connections, packets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connect p99 (ms)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SweepColumn</name>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In order of execution, from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which repetition of the same settings, from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backlog in force: the smaller of what was asked and somaxconn (ss Send-Q).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many connections the accept queue holds: Linux allows the limit plus one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients that sent a SYN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Established</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients connected at the end of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients answered with a reset to their SYN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients that were connected and then reset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients whose connect() gave up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients with another error after the SYN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients still waiting for an answer at the end of the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections the server took out of its queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections waiting for accept() at the end (ss Recv-Q).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The longest the accept queue was seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half-open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client is connected, the server still waits for the last ACK (SYN_RECV).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client is connected, the server does not know it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overflows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets dropped because the accept queue was full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packets to listening sockets dropped for any reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Socket drops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drops counted by the listening socket itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SYN cookies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SYNs answered with a cookie and forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect p50</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half of all attempts connected within this time. A dash: longer than the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>99 of 100 attempts connected within this time. A dash: longer than the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All attempts connected within this time. A dash: longer than the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the first SYN to the reading of the counters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Books</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether every connection is accounted for in the kernel&apos;s counters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting that was varied: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>do not balance</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SweepExperiment</name>
    <message>
        <source>%1 takes words: choose “List of values” and give %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The range goes backwards: let it start at the smaller value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A range of factors cannot start at 0: start at 1, or choose equal steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a setting of a run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the values to try, with commas between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second setting has to be another one than the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is already set above: leave it out here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are %1 runs; a sweep has at most %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>This machine refuses: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The laboratory was closed from outside: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be written: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine failed: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at %1 something was lost, late or unknown to the server in %2 of %3 runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No recommendation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run was finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values are words, so none of them is the smallest. Compare them in the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No value is enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even %1. Try larger values, fewer clients or a faster accept rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recommended: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was lost, late or unknown to the server at any value tested. Try smaller values to find where it begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The smallest value tested from which on no connection was lost, late or unknown to the server; %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::MainWindow</name>
    <message>
        <source>&amp;Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What this page does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Listenscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset &amp;layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LAB: private namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything here happens in a network namespace of its own. This machine&apos;s settings and connections are not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernel that is measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running as root; it is not needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ordinary user; no root needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The laboratory is made the same way for root and for everybody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Listenscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Listenscope %1&lt;/b&gt;&lt;p&gt;An oscilloscope and laboratory for TCP listen queues.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later. Built with Qt and QCustomPlot.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::pages::KnobEditor</name>
    <message>
        <source>From, to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubling (1, 2, 4 …)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two per doubling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times ten (1, 10 …)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three per ten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Equal steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From, to (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepForm</name>
    <message>
        <source>Vary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And vary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new each time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrivals per second, or clients in flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepts per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each value is measured; the chart shows the spread.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The runs are made in an order drawn from this number; listenscope-cli draws the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All at once: a burst. Per second: an open loop, whatever became of the ones before. In flight: a closed loop, the next starts when one is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the server takes connections out of its queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long one run is measured. Below 1 s no SYN is repeated: who is connected came through at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any other option of a run, or a sysctl, as name=value with spaces between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load and server</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepPage</name>
    <message>
        <source>&amp;Open a sweep…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as &amp;command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing measured yet.
Start sweep (Ctrl+E) runs the experiment at the left once for every value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweeps cannot run here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each run: a fresh namespace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The listenscope-cli command that makes the same sweep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;h3&gt;Which backlog is enough?&lt;/h3&gt;&lt;p&gt;A sweep makes the same experiment once for every value of a setting, each time in a fresh private network namespace on this machine&apos;s own kernel. No root is needed and nothing outside is touched.&lt;/p&gt;&lt;p&gt;Choose what to vary and the load, then press &lt;b&gt;Start sweep&lt;/b&gt;. The chart grows while it runs: the line is the median of the repeats, the band reaches from the smallest to the largest. The slider below steps through the values; the table has one row per run.&lt;/p&gt;&lt;p&gt;A value is recommended when at it and at every larger one, in every repeat, no connection was refused, reset, late or unknown to the server. Counting connected clients alone would not do: with SYN cookies, a client can be connected to a server that does not know it.&lt;/p&gt;&lt;p&gt;Linux holds one connection more than the limit: with a backlog of 5, six wait. The limit is the smaller of the backlog and net.core.somaxconn.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the CSV of a sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the slider: step through the points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the table: copy rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first run is under way …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweeping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sweeping: run %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 run finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled early.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sweep could not begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command is in the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV files (*.csv *.csv.part);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sweep is running: cancel it before you open another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sweep has no finished run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepPointBar</name>
    <message>
        <source>Point</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point of the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point of the second setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepResults</name>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results: one row per run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one row per run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 run · Ctrl+C copies rows · right-click the header for columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs · Ctrl+C copies rows · right-click the header for columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepRunBox</name>
    <message>
        <source>Start sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends the sweep now; what is finished is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 run, about %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs, about %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend what is marked above, then start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 · %3 left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepView</name>
    <message>
        <source>What each value did</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose above what to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is enough:
nothing lost or late from here on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min, median, max</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::plot::SweepChart</name>
    <message>
        <source>Chart of the sweep</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::widgets::ExportDialog</name>
    <message>
        <source>Replace the file that is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File &amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV: all rows, settings in # lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG: the chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PNG: the chart, twice the size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SVG: the chart, for editing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDF: the chart, for printing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the clipboard:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a file name without a slash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of this name exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved: %1. Choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::widgets::PageSwitch</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (Alt+%2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ls::widgets::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Forget everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings, layout, folders and the last experiment go back to what a first start has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything remembered has been forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
