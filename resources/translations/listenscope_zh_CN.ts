<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Advisor</name>
    <message>
        <source>The program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>%1 asked for more than %2: net.core.somaxconn caps it there.</source>
        <translation>%1 请求的值大于 %2，被 net.core.somaxconn 限制在此。</translation>
    </message>
    <message>
        <source>%1 asked for %2 itself; net.core.somaxconn would allow %3.</source>
        <translation>%1 自己请求了 %2；net.core.somaxconn 允许到 %3。</translation>
    </message>
    <message>
        <source>net.core.somaxconn was raised to %1, but this socket has not listened again: its limit is still %2.</source>
        <translation>net.core.somaxconn 已提高到 %1，但此套接字没有再次调用 listen()：它的上限仍是 %2。</translation>
    </message>
    <message>
        <source>The limit is %1, below net.core.somaxconn (%2): the program asked for that, or somaxconn was %1 when it last called listen().</source>
        <translation>上限为 %1，低于 net.core.somaxconn（%2）：程序就请求了这么多，或者它上次调用 listen() 时 somaxconn 是 %1。</translation>
    </message>
    <message>
        <source>net.core.somaxconn is %1 now: the next listen() lowers the limit from %2 to that.</source>
        <translation>net.core.somaxconn 现在是 %1：下一次 listen() 会把上限从 %2 降到该值。</translation>
    </message>
    <message>
        <source>%1 wait and about %2 are accepted per second, so the last one waits %3 s. A larger backlog only makes everyone wait longer: accept faster.</source>
        <translation>%1 个在等待，每秒约接受 %2 个，所以最后一个要等 %3 秒。更大的 backlog 只会让大家等得更久：应当更快地接受。</translation>
    </message>
    <message>
        <source>%1 wait and nobody accepts them. No backlog is large enough for that: look at the program.</source>
        <translation>%1 个在等待，却没有人接受。再大的 backlog 也不够：请检查该程序。</translation>
    </message>
    <message>
        <source>%1 of %2 sockets of this SO_REUSEPORT group overflow while others have room: the kernel picks one by a hash of the addresses, whatever its queue.</source>
        <translation>此 SO_REUSEPORT 组的 %2 个套接字中有 %1 个溢出，而其余的还有空位：内核按地址的哈希选择，不看队列。</translation>
    </message>
    <message>
        <source>%1 handshakes are half-open, and the SYN queue holds %2 + 1. A short queue does that with honest clients too; it is no proof of an attack.</source>
        <translation>%1 个握手处于半开状态，而 SYN 队列只容纳 %2 + 1 个。队列短时，正常的客户端也会造成这种情况；这不能证明是攻击。</translation>
    </message>
    <message>
        <source>tcp_abort_on_overflow is on: some of %1 lost attempts were reset instead of being tried again.</source>
        <translation>tcp_abort_on_overflow 已开启：丢失的 %1 次尝试中有一些被重置，而不是重试。</translation>
    </message>
    <message>
        <source>asked %1</source>
        <translation>请求 %1</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>上限 %1</translation>
    </message>
    <message>
        <source>somaxconn %1</source>
        <translation>somaxconn %1</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 个等待</translation>
    </message>
    <message>
        <source>%1 packets of attempts dropped</source>
        <translation>丢弃了 %1 个连接尝试的报文</translation>
    </message>
    <message>
        <source>%1 left the queue per second</source>
        <translation>每秒 %1 个离开队列</translation>
    </message>
    <message>
        <source>predicted wait %1 s</source>
        <translation>预计等待 %1 秒</translation>
    </message>
    <message>
        <source>its default is %1</source>
        <translation>其默认值为 %1</translation>
    </message>
    <message>
        <source>%1 half-open</source>
        <translation>%1 个半开</translation>
    </message>
    <message>
        <source>%1 SYN cookies sent</source>
        <translation>发送了 %1 个 SYN cookie</translation>
    </message>
    <message>
        <source>%1 SYNs dropped</source>
        <translation>丢弃了 %1 个 SYN</translation>
    </message>
    <message>
        <source>%1 full</source>
        <translation>%1 个已满</translation>
    </message>
    <message>
        <source>%1 sockets in the group</source>
        <translation>组内 %1 个套接字</translation>
    </message>
    <message>
        <source>Probably: %1</source>
        <translation>很可能：%1</translation>
    </message>
</context>
<context>
    <name>AppSettings</name>
    <message>
        <source>The settings file could not be read; it was put aside as %1.</source>
        <translation>设置文件无法读取，已改名保留为 %1。</translation>
    </message>
</context>
<context>
    <name>CaptureDialog</name>
    <message>
        <source>Save the packets of the wire</source>
        <translation>保存线路上的数据包</translation>
    </message>
    <message>
        <source>Capture files (*.pcap)</source>
        <translation>抓包文件 (*.pcap)</translation>
    </message>
</context>
<context>
    <name>Counter</name>
    <message>
        <source>Packets of handshakes dropped because the accept queue was full: a SYN, or the last ACK. A SYN sent again and dropped again counts again.</source>
        <translation>因接受队列已满而丢弃的握手报文：SYN 或最后的 ACK。重传后再次被丢弃的 SYN 会再次计数。</translation>
    </message>
    <message>
        <source>Packets of handshakes dropped by a listener for whatever reason; overflows are among them.</source>
        <translation>监听套接字因任何原因丢弃的握手报文；溢出也包括在内。</translation>
    </message>
    <message>
        <source>SYNs dropped because the SYN queue was full and SYN cookies were off.</source>
        <translation>因 SYN 队列已满且未启用 SYN cookie 而丢弃的 SYN。</translation>
    </message>
    <message>
        <source>SYNs answered with a cookie because the SYN queue was full.</source>
        <translation>因 SYN 队列已满而以 cookie 应答的 SYN。</translation>
    </message>
    <message>
        <source>Connections reset because the accept queue was full and tcp_abort_on_overflow is 1.</source>
        <translation>因接受队列已满且 tcp_abort_on_overflow 为 1 而被重置的连接。</translation>
    </message>
    <message>
        <source>Retransmit timers that ran out; here mostly SYNs without an answer.</source>
        <translation>到期的重传定时器；在这里多为没有应答的 SYN。</translation>
    </message>
    <message>
        <source>SYNs and SYN/ACKs sent again because no answer came.</source>
        <translation>因没有应答而重传的 SYN 和 SYN/ACK。</translation>
    </message>
    <message>
        <source>Segments sent again.</source>
        <translation>重传的报文段。</translation>
    </message>
    <message>
        <source>Connections that ended before they were established.</source>
        <translation>在建立之前就结束的连接。</translation>
    </message>
    <message>
        <source>Established connections that ended by a reset.</source>
        <translation>因重置而结束的已建立连接。</translation>
    </message>
    <message>
        <source>Half-open connections that a reset ended.</source>
        <translation>被重置终止的半开连接。</translation>
    </message>
    <message>
        <source>SYN/ACKs with a cookie: the server remembers nothing of these handshakes, so a client can be connected to a server that does not know it.</source>
        <translation>带 cookie 的 SYN/ACK：服务器不记录这些握手，因此客户端可能连接到一个并不知道它的服务器。</translation>
    </message>
    <message>
        <source>Last ACKs that brought a valid cookie back.</source>
        <translation>带回有效 cookie 的最后 ACK。</translation>
    </message>
    <message>
        <source>ACKs to a listener without a valid cookie.</source>
        <translation>发给监听套接字但没有有效 cookie 的 ACK。</translation>
    </message>
    <message>
        <source>Connections begun by a client: first SYNs.</source>
        <translation>由客户端发起的连接：首个 SYN。</translation>
    </message>
    <message>
        <source>Connections born at a listener: their handshake was completed there.</source>
        <translation>在监听套接字上产生的连接：其握手已在那里完成。</translation>
    </message>
    <message>
        <source>Segments received.</source>
        <translation>收到的报文段。</translation>
    </message>
    <message>
        <source>Segments sent, without those sent again.</source>
        <translation>发送的报文段，不含重传。</translation>
    </message>
    <message>
        <source>Resets sent.</source>
        <translation>发送的重置。</translation>
    </message>
    <message>
        <source>Segments received in error.</source>
        <translation>收到的错误报文段。</translation>
    </message>
    <message>
        <source>Segments dropped because a socket was locked and its own backlog full. Not the listen() backlog.</source>
        <translation>因套接字被锁定且其自身的 backlog 已满而丢弃的报文段。不是 listen() 的 backlog。</translation>
    </message>
    <message>
        <source>Half-open connections taken over by another listener of the group.</source>
        <translation>被同组另一个监听套接字接管的半开连接。</translation>
    </message>
    <message>
        <source>Connections that ended in TIME_WAIT.</source>
        <translation>以 TIME_WAIT 结束的连接。</translation>
    </message>
    <message>
        <source>ACKs without data received.</source>
        <translation>收到的不带数据的 ACK。</translation>
    </message>
    <message>
        <source>Segments that were acknowledged.</source>
        <translation>已被确认的报文段。</translation>
    </message>
</context>
<context>
    <name>ExperimentQueue</name>
    <message>
        <source>Experiment %1 of %2</source>
        <translation>第 %1 个实验，共 %2 个</translation>
    </message>
    <message>
        <source>✗ %1 of %2 experiments have a check that fails</source>
        <translation>✗ %2 个实验中有 %1 个存在不成立的检查</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <translation>已提前停止</translation>
    </message>
    <message>
        <source>✓ All %1 experiments hold</source>
        <translation>✓ 全部 %1 个实验成立</translation>
    </message>
    <message>
        <source>Nothing could be checked on this kernel</source>
        <translation>在此内核上没有可以检查的内容</translation>
    </message>
    <message>
        <source>%1 of %2 were run to their end.</source>
        <translation>共 %2 个，已完整运行 %1 个。</translation>
    </message>
    <message>
        <source>Left out on this kernel: %1</source>
        <translation>在此内核上未检查：%1</translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <source>The quote is never closed.</source>
        <translation>引号没有闭合。</translation>
    </message>
    <message>
        <source>The bracket is never closed.</source>
        <translation>括号没有闭合。</translation>
    </message>
    <message>
        <source>This bracket closes nothing.</source>
        <translation>这个括号没有对应的左括号。</translation>
    </message>
    <message>
        <source>The filter ends too early.</source>
        <translation>过滤器过早结束。</translation>
    </message>
    <message>
        <source>“%1” has nothing to work on.</source>
        <translation>“%1” 没有作用对象。</translation>
    </message>
    <message>
        <source>There is no field before “%1”.</source>
        <translation>“%1” 前面没有字段。</translation>
    </message>
    <message>
        <source>%1 is compared with nothing.</source>
        <translation>%1 没有比较的对象。</translation>
    </message>
    <message>
        <source>“%1” is not a field.</source>
        <translation>“%1” 不是字段。</translation>
    </message>
    <message>
        <source>“%1” is not a state.</source>
        <translation>“%1” 不是状态。</translation>
    </message>
    <message>
        <source>%1 has no order, so “%2” cannot be asked of it.</source>
        <translation>%1 没有大小之分，不能用 “%2”。</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>“%1” 不是数字。</translation>
    </message>
    <message>
        <source>“%1” is not a share of the limit.</source>
        <translation>“%1” 不是上限的比例。</translation>
    </message>
    <message>
        <source>“%1” is not a port.</source>
        <translation>“%1” 不是端口。</translation>
    </message>
    <message>
        <source>“%1” is not an address.</source>
        <translation>“%1” 不是地址。</translation>
    </message>
    <message>
        <source>More than %1 levels of brackets.</source>
        <translation>括号超过 %1 层。</translation>
    </message>
    <message>
        <source>The filter is longer than %1 bytes.</source>
        <translation>过滤器超过 %1 字节。</translation>
    </message>
    <message>
        <source>One of: %1</source>
        <translation>可用：%1</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>您是指 “%1” 吗？</translation>
    </message>
    <message>
        <source>Here stands a text, a comparison or a bracket; quotes find a word like &quot;and&quot; itself.</source>
        <translation>这里应是文本、比较或括号；要查找 &quot;and&quot; 这样的词，请加引号。</translation>
    </message>
    <message>
        <source>Here stands a value.</source>
        <translation>这里应是一个值。</translation>
    </message>
    <message>
        <source>Use = or !=</source>
        <translation>请用 = 或 !=</translation>
    </message>
    <message>
        <source>Digits, like 100</source>
        <translation>数字，例如 100</translation>
    </message>
    <message>
        <source>Like 80% or 0.8</source>
        <translation>例如 80% 或 0.8</translation>
    </message>
    <message>
        <source>0 to 65535, like :80, or a service&apos;s name</source>
        <translation>0 到 65535，例如 :80，或服务名</translation>
    </message>
    <message>
        <source>Like 10.0.0.1, 10.0.0.0/8, [::1]:80 or *:80</source>
        <translation>例如 10.0.0.1、10.0.0.0/8、[::1]:80 或 *:80</translation>
    </message>
</context>
<context>
    <name>Inspect</name>
    <message>
        <source>accept queue full</source>
        <translation>接受队列已满</translation>
    </message>
    <message>
        <source>Somebody was to be let in while limit + 1 were waiting for accept(): ListenOverflows</source>
        <translation>有连接要进入时，已有上限 + 1 个在等待 accept()：ListenOverflows</translation>
    </message>
    <message>
        <source>SYN queue full</source>
        <translation>SYN 队列已满</translation>
    </message>
    <message>
        <source>Too many handshakes were under way and SYN cookies were off: TCPReqQFullDrop</source>
        <translation>进行中的握手过多，而 SYN cookie 已关闭：TCPReqQFullDrop</translation>
    </message>
    <message>
        <source>SYN queue ¾ full</source>
        <translation>SYN 队列已满 ¾</translation>
    </message>
    <message>
        <source>SYN cookies are off, and of tcp_max_syn_backlog only a quarter was left, which is kept for peers that are known</source>
        <translation>SYN cookie 已关闭，tcp_max_syn_backlog 只剩四分之一，它留给已知的对端</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>ListenDrops moved for none of these reasons: no memory, or a security module or filter</source>
        <translation>ListenDrops 因其他原因增加：内存不足，或安全模块、过滤器</translation>
    </message>
    <message>
        <source>%1 is filling: %2 wait, limit %3</source>
        <translation>%1 正在填满：%2 个等待，上限 %3</translation>
    </message>
    <message>
        <source>own namespace</source>
        <translation>本命名空间</translation>
    </message>
    <message>
        <source>%1 Hz (really %2) · %3 % of a core</source>
        <translation>%1 Hz（实际 %2）· 占一个核的 %3 %</translation>
    </message>
    <message>
        <source>%1, the most net.core.somaxconn allows</source>
        <translation>%1（net.core.somaxconn 允许的最大值）</translation>
    </message>
    <message>
        <source>1 packet</source>
        <translation>1 个报文</translation>
    </message>
    <message>
        <source>%1 packets</source>
        <translation>%1 个报文</translation>
    </message>
    <message>
        <source>1 stray packet</source>
        <translation>1 个零散报文</translation>
    </message>
    <message>
        <source>%1 stray packets</source>
        <translation>%1 个零散报文</translation>
    </message>
    <message>
        <source>%1 dropped %2 of connection attempts in %3 s: accept queue full, limit %4</source>
        <translation>%1 在 %3 秒内丢弃了连接尝试的 %2：接受队列已满，上限 %4</translation>
    </message>
    <message>
        <source>%1 dropped %2 of connection attempts in %3 s: SYN queue full, limit %4</source>
        <translation>%1 在 %3 秒内丢弃了连接尝试的 %2：SYN 队列已满，上限 %4</translation>
    </message>
    <message>
        <source>%1 dropped %2 of connection attempts in %3 s, and neither queue was full</source>
        <translation>%1 在 %3 秒内丢弃了连接尝试的 %2，而两个队列都没有满</translation>
    </message>
    <message>
        <source>%1 dropped %2 in %3 s; no connection was lost</source>
        <translation>%1 在 %3 秒内丢弃了 %2；没有丢失连接</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
</context>
<context>
    <name>Knob</name>
    <message>
        <source>Backlog</source>
        <translation>Backlog</translation>
    </message>
    <message>
        <source>What the server asks listen() for.</source>
        <translation>服务器向 listen() 请求的值。</translation>
    </message>
    <message>
        <source>Accept rate</source>
        <translation>接受速率</translation>
    </message>
    <message>
        <source>How many connections the server accepts per second.</source>
        <translation>服务器每秒接受多少个连接。</translation>
    </message>
    <message>
        <source>Accepts per wake-up</source>
        <translation>每次唤醒的接受数</translation>
    </message>
    <message>
        <source>How many connections the server accepts each time it wakes up; 0 means until none is left.</source>
        <translation>服务器每次被唤醒时接受多少个连接；0 表示直到队列取空。</translation>
    </message>
    <message>
        <source>Reactors</source>
        <translation>反应器数</translation>
    </message>
    <message>
        <source>Threads of the server that serve connections.</source>
        <translation>服务器中处理连接的线程数。</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>监听方式</translation>
    </message>
    <message>
        <source>One listening socket for all reactors, or one for each (SO_REUSEPORT).</source>
        <translation>所有反应器共用一个监听套接字，或各有一个（SO_REUSEPORT）。</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>分配方式</translation>
    </message>
    <message>
        <source>Which reactor gets the next connection.</source>
        <translation>下一个连接交给哪个反应器。</translation>
    </message>
    <message>
        <source>Epoll trigger</source>
        <translation>Epoll 触发方式</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端数</translation>
    </message>
    <message>
        <source>Connections planned in one run.</source>
        <translation>一次运行中计划的连接数。</translation>
    </message>
    <message>
        <source>Arrival rate</source>
        <translation>到达速率</translation>
    </message>
    <message>
        <source>Clients that start per second, whatever became of the ones before (open loop).</source>
        <translation>每秒启动的客户端数，不管之前的客户端结果如何（开环）。</translation>
    </message>
    <message>
        <source>Clients in flight</source>
        <translation>同时进行的客户端</translation>
    </message>
    <message>
        <source>How many clients are at work at a time; the next starts when one is done (closed loop).</source>
        <translation>同时工作的客户端数；一个完成后才启动下一个（闭环）。</translation>
    </message>
    <message>
        <source>Client threads</source>
        <translation>客户端线程数</translation>
    </message>
    <message>
        <source>Threads that start clients; more than one race for the last place.</source>
        <translation>启动客户端的线程数；多于一个时会争抢最后一个位置。</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>载荷</translation>
    </message>
    <message>
        <source>Bytes sent and echoed per connection; 0 means none.</source>
        <translation>每个连接发送并回显的字节数；0 表示不发送。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭方式</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>测量时长</translation>
    </message>
    <message>
        <source>How long one run is measured.</source>
        <translation>一次运行测量多久。</translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation>采样率</translation>
    </message>
    <message>
        <source>Looks at the queue per second.</source>
        <translation>每秒查看队列的次数。</translation>
    </message>
    <message>
        <source>Kernel settings</source>
        <translation>内核设置</translation>
    </message>
    <message>
        <source>Start from the kernel&apos;s defaults or from this machine&apos;s values.</source>
        <translation>从内核默认值开始，或从本机当前值开始。</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>%1 到 %2 之间的整数</translation>
    </message>
    <message>
        <source>a rate from %1 to %2 per second</source>
        <translation>每秒 %1 到 %2 的速率</translation>
    </message>
    <message>
        <source>one of: %1</source>
        <translation>以下之一：%1</translation>
    </message>
    <message>
        <source>a value the kernel accepts</source>
        <translation>内核接受的值</translation>
    </message>
    <message>
        <source>Give %1.</source>
        <translation>请填写%1。</translation>
    </message>
    <message>
        <source>“%1” cannot be used: give %2.</source>
        <translation>“%1”不可用：请填写%2。</translation>
    </message>
    <message>
        <source>Level-triggered or edge-triggered epoll; edge-once forgets what a budget left in the queue.</source>
        <translation>水平触发或边缘触发的 epoll；edge-once 会忘掉预算之外留在队列里的连接。</translation>
    </message>
    <message>
        <source>Server closes</source>
        <translation>服务器关闭</translation>
    </message>
    <message>
        <source>What the server does with its connections: close after the client, close or reset at once, or never close.</source>
        <translation>服务器如何处理它的连接：在客户端之后关闭、立即关闭或复位，或者从不关闭。</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>保活</translation>
    </message>
    <message>
        <source>SO_KEEPALIVE on the server&apos;s connections.</source>
        <translation>在服务器的连接上设置 SO_KEEPALIVE。</translation>
    </message>
    <message>
        <source>What a client does when it is done: keep the connection, close it, reset it, shut down its side, or close after the server.</source>
        <translation>客户端完成后做什么：保持连接、关闭、复位、只关闭自己这一侧，或在服务器之后关闭。</translation>
    </message>
    <message>
        <source>Source ports</source>
        <translation>源端口</translation>
    </message>
    <message>
        <source>Round-trip time</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>A wire between clients and server, half of it each way.</source>
        <translation>客户端与服务器之间的一条线路，往返各占一半。</translation>
    </message>
    <message>
        <source>Delay to the server</source>
        <translation>到服务器的延迟</translation>
    </message>
    <message>
        <source>How long the wire takes from the clients to the server.</source>
        <translation>线路从客户端到服务器所需的时间。</translation>
    </message>
    <message>
        <source>Delay to the clients</source>
        <translation>到客户端的延迟</translation>
    </message>
    <message>
        <source>How long the wire takes from the server to the clients.</source>
        <translation>线路从服务器到客户端所需的时间。</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Each packet takes up to that much longer; order within a connection is kept.</source>
        <translation>每个包最多再晚这么久；同一连接内的顺序不变。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>丢包</translation>
    </message>
    <message>
        <source>Share of packets that the wire loses.</source>
        <translation>线路丢失的包所占比例。</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复包</translation>
    </message>
    <message>
        <source>Share of packets that arrive twice.</source>
        <translation>到达两次的包所占比例。</translation>
    </message>
    <message>
        <source>Seed of the wire</source>
        <translation>线路的随机种子</translation>
    </message>
    <message>
        <source>What chance on the wire starts from: the same seed loses the same packets.</source>
        <translation>线路随机性的起点：相同的种子丢失相同的包。</translation>
    </message>
    <message>
        <source>Late ACK</source>
        <translation>迟到的 ACK</translation>
    </message>
    <message>
        <source>How much longer the wire holds the last ACK of each handshake and what follows it.</source>
        <translation>线路把每次握手的最后一个 ACK 及其后的包多扣留多久。</translation>
    </message>
    <message>
        <source>Late ACKs</source>
        <translation>迟到 ACK 的连接数</translation>
    </message>
    <message>
        <source>Only those of the first so many connections; 0 means all.</source>
        <translation>只对最先的这么多个连接；0 表示全部。</translation>
    </message>
    <message>
        <source>SYN/ACKs dropped</source>
        <translation>丢弃的 SYN/ACK</translation>
    </message>
    <message>
        <source>The wire drops every nth SYN/ACK; 1 means each, 0 none.</source>
        <translation>线路每 n 个 SYN/ACK 丢弃一个；1 表示全部，0 表示不丢。</translation>
    </message>
    <message>
        <source>SYN/ACKs counted</source>
        <translation>计数的 SYN/ACK 连接数</translation>
    </message>
    <message>
        <source>Only those to the first so many connections; 0 means all.</source>
        <translation>只对发往最先这么多个连接的；0 表示全部。</translation>
    </message>
    <message>
        <source>Half-open clients</source>
        <translation>半开客户端</translation>
    </message>
    <message>
        <source>SYNs from addresses where nobody answers, 1000 a second.</source>
        <translation>来自无人应答地址的 SYN，每秒 1000 个。</translation>
    </message>
    <message>
        <source>Wire cut</source>
        <translation>线路切断</translation>
    </message>
    <message>
        <source>When the wire is cut; from then on nothing comes through.</source>
        <translation>线路何时被切断；此后什么都过不去。</translation>
    </message>
    <message>
        <source>a share from %1 % to %2 %</source>
        <translation>%1 % 到 %2 % 之间的比例</translation>
    </message>
    <message>
        <source>a time from %1 to %2, such as 900ms or 2s</source>
        <translation>%1 到 %2 之间的时间，例如 900ms 或 2s</translation>
    </message>
    <message>
        <source>IPv6</source>
        <translation>IPv6</translation>
    </message>
    <message>
        <source>Whether clients and server speak over IPv6 or IPv4.</source>
        <translation>客户端与服务器经 IPv6 还是 IPv4 通信。</translation>
    </message>
    <message>
        <source>Spread over many addresses, or chosen by connect() from net.ipv4.ip_local_port_range.</source>
        <translation>分布在许多地址上，或由 connect() 从 net.ipv4.ip_local_port_range 中选择。</translation>
    </message>
</context>
<context>
    <name>Lab</name>
    <message>
        <source>Try: drag the backlog to 512.</source>
        <translation>试试：把 backlog 拖到 512。</translation>
    </message>
    <message>
        <source>%1 clients are connected to a server that does not know them</source>
        <translation>%1 个客户端连接到了一个不知道它们的服务器</translation>
    </message>
    <message>
        <source>The last ACK of their handshake met a full accept queue, and SYN cookies keep no memory. They hear nothing until they send data.</source>
        <translation>其握手的最后 ACK 遇到了已满的接受队列，而 SYN cookie 不作任何记录。在发送数据之前，它们不会得到任何消息。</translation>
    </message>
    <message>
        <source>The accept queue is full</source>
        <translation>接受队列已满</translation>
    </message>
    <message>
        <source>%1 connections wait and the server does not call accept(). The next SYN will be dropped.</source>
        <translation>%1 个连接在等待，而服务器不调用 accept()。下一个 SYN 将被丢弃。</translation>
    </message>
    <message>
        <source>Try: accept all.</source>
        <translation>试试：全部接受。</translation>
    </message>
    <message>
        <source>The accept queue is full, and nobody is told</source>
        <translation>接受队列已满，但没有人被告知</translation>
    </message>
    <message>
        <source>The server does not call accept(), so the queue stays full: %1 wait, one more than the limit. Every further SYN is dropped; its client tries again after %2.</source>
        <translation>服务器不调用 accept()，因此队列一直是满的：%1 个在等待，比上限多一个。之后的每个 SYN 都被丢弃；其客户端在 %2 后重试。</translation>
    </message>
    <message>
        <source>Connections come faster than they are accepted</source>
        <translation>连接到来的速度快于接受的速度</translation>
    </message>
    <message>
        <source>%1 packets were dropped in the last second while %2 connections were accepted. Their clients wait for a retransmit: at least a second each.</source>
        <translation>最近一秒丢弃了 %1 个报文，同时接受了 %2 个连接。被丢弃的客户端要等待重传：每次至少一秒。</translation>
    </message>
    <message>
        <source>Try: accept faster. A longer queue only helps against bursts.</source>
        <translation>试试：更快地接受。更长的队列只对突发有用。</translation>
    </message>
    <message>
        <source>%1 clients wait for their next SYN</source>
        <translation>%1 个客户端在等待下一次发送 SYN</translation>
    </message>
    <message>
        <source>There is room in the queue now, but a client whose SYN was dropped notices only when its timer runs out: after %1.</source>
        <translation>队列现在有空位，但 SYN 被丢弃的客户端要到定时器到期才会发觉：%1 后。</translation>
    </message>
    <message>
        <source>%1 connections wait for accept()</source>
        <translation>%1 个连接在等待 accept()</translation>
    </message>
    <message>
        <source>Their clients believe they are connected and may already send. The server does not call accept().</source>
        <translation>它们的客户端认为已连接，可能已在发送数据。服务器不调用 accept()。</translation>
    </message>
    <message>
        <source>Try: accept all, and watch the queue empty.</source>
        <translation>试试：全部接受，观察队列清空。</translation>
    </message>
    <message>
        <source>Everybody is in, but not everybody at once</source>
        <translation>都进来了，但不是立刻</translation>
    </message>
    <message>
        <source>%1 packets were dropped on the way; the slowest connect took %2.</source>
        <translation>途中丢弃了 %1 个报文；最慢的连接用了 %2。</translation>
    </message>
    <message>
        <source>Try: restart with a larger backlog and compare.</source>
        <translation>试试：用更大的 backlog 重新运行并比较。</translation>
    </message>
    <message>
        <source>Nothing is lost</source>
        <translation>没有任何丢失</translation>
    </message>
    <message>
        <source>%1 connections were accepted; at most %2 waited at once, of %3 that fit.</source>
        <translation>已接受 %1 个连接；最多同时有 %2 个在等待，可容纳 %3 个。</translation>
    </message>
    <message>
        <source>Try: stop accepting, or a smaller backlog.</source>
        <translation>试试：停止接受，或用更小的 backlog。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>The server listens with a backlog of %1; Linux holds one connection more than the limit, so %2 fit.</source>
        <translation>服务器以 backlog %1 监听；Linux 容纳的连接比上限多一个，因此可容纳 %2 个。</translation>
    </message>
    <message>
        <source>Try: start the load with Ctrl+E.</source>
        <translation>试试：按 Ctrl+E 启动负载。</translation>
    </message>
    <message>
        <source>accept stopped</source>
        <translation>停止接受</translation>
    </message>
    <message>
        <source>accepting all</source>
        <translation>全部接受</translation>
    </message>
    <message>
        <source>accepting %1</source>
        <translation>按 %1 接受</translation>
    </message>
    <message>
        <source>%1, listen() called again</source>
        <translation>%1，已重新调用 listen()</translation>
    </message>
    <message>
        <source>load %1 started</source>
        <translation>负载 %1 启动</translation>
    </message>
    <message>
        <source>load %1 ended: %2 of %3 connected</source>
        <translation>负载 %1 结束：%3 个中 %2 个已连接</translation>
    </message>
    <message>
        <source>backlog %1</source>
        <translation>backlog %1</translation>
    </message>
    <message>
        <source>first drop</source>
        <translation>首次丢弃</translation>
    </message>
    <message>
        <source>laboratory closed from outside</source>
        <translation>实验室被外部关闭</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>never: nobody accepts</source>
        <translation>永远：无人接受</translation>
    </message>
    <message>
        <source>Try: raise net.core.somaxconn, which caps the backlog at %1.</source>
        <translation>试试：调大 net.core.somaxconn，它把 backlog 限制为 %1。</translation>
    </message>
    <message>
        <source>wire changed</source>
        <translation>线路已更改</translation>
    </message>
</context>
<context>
    <name>LabOpening</name>
    <message>
        <source>%1 %2: it begins with %3</source>
        <translation>%1 %2：从 %3 开始</translation>
    </message>
    <message>
        <source>accept %1: it begins with %2, the later steps are yours to make</source>
        <translation>accept %1：从 %2 开始，之后的步骤请自行操作</translation>
    </message>
    <message>
        <source>duration %1: a live laboratory has no end</source>
        <translation>duration %1：实时实验室没有结束时间</translation>
    </message>
</context>
<context>
    <name>Ladder</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>on the wire</source>
        <translation>还在线路上</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>dropped by rule</source>
        <translation>按规则丢弃</translation>
    </message>
    <message>
        <source>wire cut</source>
        <translation>线路已切断</translation>
    </message>
    <message>
        <source>nobody there</source>
        <translation>无人接收</translation>
    </message>
    <message>
        <source>dropped by the wire itself</source>
        <translation>被线路自身丢弃</translation>
    </message>
    <message>
        <source>It is still on the wire.</source>
        <translation>它还在线路上。</translation>
    </message>
    <message>
        <source>Lost on the wire, as its loss rate wants it.</source>
        <translation>按设定的丢包率在线路上丢失。</translation>
    </message>
    <message>
        <source>Dropped by the wire&apos;s rule for SYN/ACKs.</source>
        <translation>被线路针对 SYN/ACK 的规则丢弃。</translation>
    </message>
    <message>
        <source>The wire is cut: nothing comes out any more.</source>
        <translation>线路已切断：不再有任何数据包到达。</translation>
    </message>
    <message>
        <source>To a half-open client: nobody is there to get it.</source>
        <translation>发往半开客户端：那里无人接收。</translation>
    </message>
    <message>
        <source>The wire itself could not pass it on. That is a fault of this measurement.</source>
        <translation>线路自身未能转发它。这是本次测量的缺陷。</translation>
    </message>
    <message>
        <source>accept queue full</source>
        <translation>接受队列已满</translation>
    </message>
    <message>
        <source>SYN queue full</source>
        <translation>SYN 队列已满</translation>
    </message>
    <message>
        <source>a queue is full</source>
        <translation>某个队列已满</translation>
    </message>
    <message>
        <source>The accept queue was full: the server dropped the SYN without a word, and the client sends it again.</source>
        <translation>接受队列已满：服务器不作声地丢弃了 SYN，客户端会重发。</translation>
    </message>
    <message>
        <source>The SYN queue was full: the server dropped the SYN without a word, and the client sends it again.</source>
        <translation>SYN 队列已满：服务器不作声地丢弃了 SYN，客户端会重发。</translation>
    </message>
    <message>
        <source>The accept queue or the SYN queue was full: the server dropped the SYN without a word, and the client sends it again.</source>
        <translation>accept 队列或 SYN 队列已满：服务器不作声地丢弃了 SYN，客户端会重发。</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>尚无应答</translation>
    </message>
    <message>
        <source>answered before</source>
        <translation>此前已应答</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>被忽略</translation>
    </message>
    <message>
        <source>not acknowledged</source>
        <translation>未被确认</translation>
    </message>
    <message>
        <source>The server has not answered so far.</source>
        <translation>服务器到目前为止没有应答。</translation>
    </message>
    <message>
        <source>The server had answered an earlier SYN of this connection and repeats a SYN/ACK only now and then (tcp_invalid_ratelimit).</source>
        <translation>服务器已应答过此连接较早的 SYN，只会隔一段时间才重复 SYN/ACK（tcp_invalid_ratelimit）。</translation>
    </message>
    <message>
        <source>It should have completed the handshake. The accept queue was full, so the server dropped it and stayed half-open, or holds nothing at all; the client does not know.</source>
        <translation>它本应完成握手。接受队列已满，服务器丢弃了它，仍停留在半开状态，或者什么也没有保留；客户端并不知道。</translation>
    </message>
    <message>
        <source>The server answered with a reset: the accept queue was full and tcp_abort_on_overflow is 1, or it knew this connection no longer.</source>
        <translation>服务器以重置应答：接受队列已满且 tcp_abort_on_overflow 为 1，或者它已不认识此连接。</translation>
    </message>
    <message>
        <source>The client is connected, as it thinks. The server is not and drops what it sends.</source>
        <translation>客户端自认为已连接。服务器却没有，并丢弃它发来的内容。</translation>
    </message>
    <message>
        <source>It came, but the client had to send it again before it heard from the server.</source>
        <translation>它已到达，但客户端在收到服务器的回音之前不得不重发。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>ghost</source>
        <translation>幽灵连接</translation>
    </message>
    <message>
        <source>reset by server</source>
        <translation>被服务器重置</translation>
    </message>
    <message>
        <source>reset by client</source>
        <translation>被客户端重置</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>有重传</translation>
    </message>
    <message>
        <source>half-open client</source>
        <translation>半开客户端</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Aborted: the server reset the connection</source>
        <translation>已中止：服务器重置了连接</translation>
    </message>
    <message>
        <source>The client reset the connection</source>
        <translation>客户端重置了连接</translation>
    </message>
    <message>
        <source>The client asks again and again and gets no answer</source>
        <translation>客户端一再请求，却得不到应答</translation>
    </message>
    <message>
        <source>Some packets had to be sent again</source>
        <translation>部分数据包不得不重传</translation>
    </message>
    <message>
        <source>A half-open client of the wire: it never answers</source>
        <translation>线路的半开客户端：它从不应答</translation>
    </message>
    <message>
        <source>Nothing unusual</source>
        <translation>一切正常</translation>
    </message>
    <message>
        <source> · sent again</source>
        <translation> · 重传</translation>
    </message>
    <message>
        <source> · the wire&apos;s second copy</source>
        <translation> · 线路复制的第二份</translation>
    </message>
    <message>
        <source>sent by the client at %1</source>
        <translation>客户端于 %1 发出</translation>
    </message>
    <message>
        <source>sent by the server at %1</source>
        <translation>服务器于 %1 发出</translation>
    </message>
    <message>
        <source>came at %1, after %2 on the wire, where a rule held it</source>
        <translation>于 %1 到达，在线路上 %2，其间被规则扣留</translation>
    </message>
    <message>
        <source>came at %1, after %2 on the wire</source>
        <translation>于 %1 到达，在线路上 %2</translation>
    </message>
    <message>
        <source>%1 B of data · window %2</source>
        <translation>%1 字节数据 · 窗口 %2</translation>
    </message>
    <message>
        <source>unconfirmed</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Ghost: connected for the client, but the server holds nothing</source>
        <translation>幽灵连接：客户端认为已连接，服务器却什么都没有</translation>
    </message>
    <message>
        <source>Ghost: connected for the client; half-open or nothing at the server</source>
        <translation>幽灵连接：客户端认为已连接，服务器处于半连接或什么都没有</translation>
    </message>
    <message>
        <source>Ghost: connected for the client, still half-open at the server</source>
        <translation>幽灵连接：客户端认为已连接，服务器仍是半连接</translation>
    </message>
    <message>
        <source>Unconfirmed: connected for the client, no word from the server since</source>
        <translation>未确认：客户端认为已连接，服务器此后没有任何回应</translation>
    </message>
</context>
<context>
    <name>ListenerColumns</name>
    <message>
        <source>Fill</source>
        <translation>占用</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Capped by</source>
        <translation>受限于</translation>
    </message>
    <message>
        <source>Half-open</source>
        <translation>半开</translation>
    </message>
    <message>
        <source>Drops</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Drops/s</source>
        <translation>丢弃/秒</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Unit / container</source>
        <translation>单元/容器</translation>
    </message>
    <message>
        <source>Last minute</source>
        <translation>最近一分钟</translation>
    </message>
    <message>
        <source>Deepest</source>
        <translation>最深</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>协议族</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>Inode</source>
        <translation>inode</translation>
    </message>
    <message>
        <source>Connections waiting for accept(); ss: Recv-Q of a LISTEN row</source>
        <translation>等待 accept() 的连接；ss：LISTEN 行的 Recv-Q</translation>
    </message>
    <message>
        <source>The effective backlog; ss: Send-Q of a LISTEN row. The queue holds one more.</source>
        <translation>有效的 backlog；ss：LISTEN 行的 Send-Q。队列可再多容纳一个。</translation>
    </message>
    <message>
        <source>What set the limit: the backlog the program asked for, or net.core.somaxconn</source>
        <translation>上限由什么决定：程序请求的 backlog，或 net.core.somaxconn</translation>
    </message>
    <message>
        <source>Handshakes under way to this address and port; ss: SYN-RECV</source>
        <translation>到此地址和端口的进行中的握手；ss：SYN-RECV</translation>
    </message>
    <message>
        <source>Packets this socket dropped since it was made; ss: d of skmem. A packet sent again counts again, and stray packets count too.</source>
        <translation>此套接字创建以来丢弃的报文；ss：skmem 的 d。重传的报文会再次计数，零散报文也计入。</translation>
    </message>
    <message>
        <source>Over the last second</source>
        <translation>最近一秒</translation>
    </message>
    <message>
        <source>The most that waited in any look since the socket was first seen</source>
        <translation>自首次看到该套接字起，任一次查看中等待的最大数</translation>
    </message>
    <message>
        <source>Sockets of this address and port, without the listeners</source>
        <translation>此地址和端口的套接字，不含监听套接字</translation>
    </message>
</context>
<context>
    <name>ListenerRow</name>
    <message>
        <source>Waiting divided by the limit; the queue is full at more than 100 %, because it holds the limit and one more.</source>
        <translation>等待数除以上限；超过 100 % 才是满，因为队列能容纳上限再加一个。</translation>
    </message>
    <message>
        <source>Shared by the %1 sockets of this address and port (SO_REUSEPORT)</source>
        <translation>由此地址和端口的 %1 个套接字共享（SO_REUSEPORT）</translation>
    </message>
    <message>
        <source>Burst between samples: packets were dropped although no look saw the queue full.</source>
        <translation>采样间的突发：没有一次查看看到队列已满，却丢弃了报文。</translation>
    </message>
    <message>
        <source>The deepest in each second of the last minute; the most was %1</source>
        <translation>最近一分钟内每秒的最大深度；最多为 %1</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>One of the %1 sockets of this address and port, each with a queue of its own (SO_REUSEPORT)</source>
        <translation>共用此地址和端口的 %1 个套接字之一，各有自己的队列（SO_REUSEPORT）</translation>
    </message>
</context>
<context>
    <name>Metric</name>
    <message>
        <source>Drops</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Connect p99</source>
        <translation>连接 p99</translation>
    </message>
    <message>
        <source>Queue max</source>
        <translation>队列最长</translation>
    </message>
    <message>
        <source>Packets to the listening socket that the kernel dropped (ListenDrops).</source>
        <translation>内核丢弃的、发往监听套接字的数据包（ListenDrops）。</translation>
    </message>
    <message>
        <source>99 of 100 attempts connected within this time. Nothing is drawn where it is longer than the window.</source>
        <translation>100 次尝试中有 99 次在此时间内连上。超过测量时长的地方不画。</translation>
    </message>
    <message>
        <source>The longest the accept queue was seen.</source>
        <translation>观察到的接受队列最大长度。</translation>
    </message>
    <message>
        <source>packets</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>Established at once</source>
        <translation>一次建立</translation>
    </message>
    <message>
        <source>Clients connected without a SYN retransmit, by the kernel&apos;s own count for each connection.</source>
        <translation>未经 SYN 重传就连上的客户端，以内核对每个连接的计数为准。</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 次运行</translation>
    </message>
    <message>
        <source>median %1, min %2, max %3</source>
        <translation>中位数 %1，最小 %2，最大 %3</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 次运行</translation>
    </message>
    <message>
        <source>%1 of %2 runs, longer than the window in the others</source>
        <translation>%2 次运行中的 %1 次，其余超出测量时长</translation>
    </message>
</context>
<context>
    <name>Snippets</name>
    <message>
        <source>/etc/sysctl.d/60-listen-queues.conf; then: sysctl --system, and restart the service</source>
        <translation>/etc/sysctl.d/60-listen-queues.conf；然后运行 sysctl --system 并重启服务</translation>
    </message>
    <message>
        <source>Most of these are unsafe sysctls there: the kubelet must allow them with --allowed-unsafe-sysctls</source>
        <translation>其中大多数在那里属于不安全的 sysctl：kubelet 必须用 --allowed-unsafe-sysctls 允许</translation>
    </message>
    <message>
        <source>A drop-in of the service; with a socket unit also: [Socket] Backlog=</source>
        <translation>服务的 drop-in；若有 socket 单元，还需：[Socket] Backlog=</translation>
    </message>
    <message>
        <source>They count for this container only</source>
        <translation>仅对此容器有效</translation>
    </message>
    <message>
        <source>The program itself asked for a backlog of %1</source>
        <translation>程序自身请求的 backlog 为 %1</translation>
    </message>
    <message>
        <source>Every setting is at the kernel&apos;s default</source>
        <translation>所有设置都是内核默认值</translation>
    </message>
</context>
<context>
    <name>Socket</name>
    <message>
        <source>other user</source>
        <translation>其他用户</translation>
    </message>
    <message>
        <source>other user: %1</source>
        <translation>其他用户：%1</translation>
    </message>
    <message>
        <source>User %1 (uid %2)</source>
        <translation>用户 %1（uid %2）</translation>
    </message>
    <message>
        <source>The limit cannot be read here.</source>
        <translation>此处无法读取上限。</translation>
    </message>
    <message>
        <source>backlog %1</source>
        <translation>backlog %1</translation>
    </message>
    <message>
        <source>The program asked for %1 with listen(); net.core.somaxconn was not below that when it did.</source>
        <translation>程序用 listen() 请求了 %1；当时 net.core.somaxconn 不低于它。</translation>
    </message>
    <message>
        <source>somaxconn %1</source>
        <translation>somaxconn %1</translation>
    </message>
    <message>
        <source>The program asked for %1 or more with listen(); net.core.somaxconn, which is %1, caps it.</source>
        <translation>程序用 listen() 请求了 %1 或更多；被 net.core.somaxconn（%1）限制。</translation>
    </message>
    <message>
        <source>earlier somaxconn</source>
        <translation>先前的 somaxconn</translation>
    </message>
    <message>
        <source>The limit is above today&apos;s net.core.somaxconn (%1): it was larger when the program called listen(). The next listen() gives %1 at most.</source>
        <translation>上限高于现在的 net.core.somaxconn（%1）：程序调用 listen() 时它更大。下一次 listen() 最多得到 %1。</translation>
    </message>
</context>
<context>
    <name>SocketMenu</name>
    <message>
        <source>Apply as filter: %1</source>
        <translation>用作过滤器：%1</translation>
    </message>
    <message>
        <source>Exclude: %1</source>
        <translation>排除：%1</translation>
    </message>
    <message>
        <source>Copy the ss command that shows this</source>
        <translation>复制显示此项的 ss 命令</translation>
    </message>
</context>
<context>
    <name>SweepChart</name>
    <message>
        <source>connections, packets</source>
        <translation>连接数，数据包</translation>
    </message>
    <message>
        <source>connect p99 (ms)</source>
        <translation>连接 p99（ms）</translation>
    </message>
</context>
<context>
    <name>SweepColumn</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>In order of execution, from 0.</source>
        <translation>按执行顺序，从 0 开始。</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Which repetition of the same settings, from 0.</source>
        <translation>同一设置的第几次重复，从 0 开始。</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>The backlog in force: the smaller of what was asked and somaxconn (ss Send-Q).</source>
        <translation>实际生效的 backlog：请求值与 somaxconn 中较小者（ss 的 Send-Q）。</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>可容纳</translation>
    </message>
    <message>
        <source>How many connections the accept queue holds: Linux allows the limit plus one.</source>
        <translation>接受队列能容纳的连接数：Linux 允许上限加一。</translation>
    </message>
    <message>
        <source>Attempted</source>
        <translation>已尝试</translation>
    </message>
    <message>
        <source>Clients that sent a SYN.</source>
        <translation>发送过 SYN 的客户端。</translation>
    </message>
    <message>
        <source>Established</source>
        <translation>已建立</translation>
    </message>
    <message>
        <source>Clients connected at the end of the window.</source>
        <translation>测量结束时已连接的客户端。</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Clients answered with a reset to their SYN.</source>
        <translation>SYN 得到复位应答的客户端。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>被重置</translation>
    </message>
    <message>
        <source>Clients that were connected and then reset.</source>
        <translation>连接后又被重置的客户端。</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Clients whose connect() gave up.</source>
        <translation>connect() 已放弃的客户端。</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Clients with another error after the SYN.</source>
        <translation>发送 SYN 后出现其他错误的客户端。</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Clients still waiting for an answer at the end of the window.</source>
        <translation>测量结束时仍在等待应答的客户端。</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Connections the server took out of its queue.</source>
        <translation>服务器从队列中取出的连接。</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Connections waiting for accept() at the end (ss Recv-Q).</source>
        <translation>结束时等待 accept() 的连接（ss 的 Recv-Q）。</translation>
    </message>
    <message>
        <source>Queue max</source>
        <translation>队列最长</translation>
    </message>
    <message>
        <source>The longest the accept queue was seen.</source>
        <translation>观察到的接受队列最大长度。</translation>
    </message>
    <message>
        <source>Half-open</source>
        <translation>半开</translation>
    </message>
    <message>
        <source>The client is connected, the server still waits for the last ACK (SYN_RECV).</source>
        <translation>客户端已连接，服务器仍在等待最后一个 ACK（SYN_RECV）。</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>服务器未知</translation>
    </message>
    <message>
        <source>The client is connected, the server does not know it.</source>
        <translation>客户端已连接，而服务器并不知道它。</translation>
    </message>
    <message>
        <source>Overflows</source>
        <translation>溢出</translation>
    </message>
    <message>
        <source>Packets dropped because the accept queue was full.</source>
        <translation>因接受队列已满而丢弃的数据包。</translation>
    </message>
    <message>
        <source>Drops</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Packets to listening sockets dropped for any reason.</source>
        <translation>因任何原因丢弃的、发往监听套接字的数据包。</translation>
    </message>
    <message>
        <source>Socket drops</source>
        <translation>套接字丢弃</translation>
    </message>
    <message>
        <source>Drops counted by the listening socket itself.</source>
        <translation>监听套接字自身统计的丢弃。</translation>
    </message>
    <message>
        <source>SYN cookies</source>
        <translation>SYN cookie</translation>
    </message>
    <message>
        <source>SYNs answered with a cookie and forgotten.</source>
        <translation>用 cookie 应答后即被忘记的 SYN。</translation>
    </message>
    <message>
        <source>Connect p50</source>
        <translation>连接 p50</translation>
    </message>
    <message>
        <source>Half of all attempts connected within this time. A dash: longer than the window.</source>
        <translation>一半的尝试在此时间内连上。短横线：超过测量时长。</translation>
    </message>
    <message>
        <source>Connect p99</source>
        <translation>连接 p99</translation>
    </message>
    <message>
        <source>99 of 100 attempts connected within this time. A dash: longer than the window.</source>
        <translation>100 次尝试中有 99 次在此时间内连上。短横线：超过测量时长。</translation>
    </message>
    <message>
        <source>Connect max</source>
        <translation>连接最长</translation>
    </message>
    <message>
        <source>All attempts connected within this time. A dash: longer than the window.</source>
        <translation>所有尝试都在此时间内连上。短横线：超过测量时长。</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>From the first SYN to the reading of the counters.</source>
        <translation>从第一个 SYN 到读取计数器。</translation>
    </message>
    <message>
        <source>Books</source>
        <translation>账目</translation>
    </message>
    <message>
        <source>Whether every connection is accounted for in the kernel&apos;s counters.</source>
        <translation>每个连接是否都与内核计数器对得上。</translation>
    </message>
    <message>
        <source>The setting that was varied: %1.</source>
        <translation>变化的设置：%1。</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>平衡</translation>
    </message>
    <message>
        <source>do not balance</source>
        <translation>不平衡</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>一次建立</translation>
    </message>
    <message>
        <source>Clients connected without a SYN retransmit.</source>
        <translation>未经 SYN 重传就连上的客户端。</translation>
    </message>
    <message>
        <source>At a SYN</source>
        <translation>SYN 到达时</translation>
    </message>
    <message>
        <source>Overflows of the accept queue when a SYN came. A dash: the wire&apos;s packets do not tell.</source>
        <translation>SYN 到达时 accept 队列已满的次数。短横线：从线路上的数据包看不出来。</translation>
    </message>
    <message>
        <source>At an ACK</source>
        <translation>ACK 到达时</translation>
    </message>
    <message>
        <source>Overflows of the accept queue when the last ACK of a handshake came, or data that could stand for it. A dash: the wire&apos;s packets do not tell.</source>
        <translation>握手的最后一个 ACK（或可以代替它的数据）到达时 accept 队列已满的次数。短横线：从线路上的数据包看不出来。</translation>
    </message>
    <message>
        <source>SYN_RECV</source>
        <translation>SYN_RECV</translation>
    </message>
    <message>
        <source>Handshakes the server had begun and not finished at the end, those of half-open clients too.</source>
        <translation>结束时服务器已开始但尚未完成的握手，包括半开客户端的。</translation>
    </message>
    <message>
        <source>SYNs only</source>
        <translation>仅 SYN</translation>
    </message>
    <message>
        <source>SYNs of half-open clients.</source>
        <translation>半开客户端发出的 SYN。</translation>
    </message>
    <message>
        <source>Wire&apos;s drops</source>
        <translation>线路自身丢弃</translation>
    </message>
    <message>
        <source>Packets that the wire itself could not carry, which nobody asked of it.</source>
        <translation>线路自身未能传送的数据包，并非按设置丢弃。</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制因素</translation>
    </message>
    <message>
        <source>What bounded the run. A dash: nothing.</source>
        <translation>限制了这次运行的因素。短横线：没有。</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>首帧</translation>
    </message>
    <message>
        <source>Number of the run&apos;s first frame in the sweep&apos;s capture file, as tcpdump and Wireshark count. A dash: it has none.</source>
        <translation>这次运行的第一帧在扫描抓包文件中的编号，与 tcpdump 和 Wireshark 的编号一致。短横线：没有帧。</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>末帧</translation>
    </message>
    <message>
        <source>Number of the run&apos;s last frame in the sweep&apos;s capture file.</source>
        <translation>这次运行的最后一帧在扫描抓包文件中的编号。</translation>
    </message>
    <message>
        <source>Not captured</source>
        <translation>未抓到</translation>
    </message>
    <message>
        <source>Frames of the run that are missing in the capture file, whose disk or reader was too slow.</source>
        <translation>这次运行中未写入抓包文件的帧：磁盘或读取方太慢。</translation>
    </message>
</context>
<context>
    <name>SweepExperiment</name>
    <message>
        <source>%1 takes words: choose “List of values” and give %2.</source>
        <translation>%1 的值是单词：请选择“值列表”并填写%2。</translation>
    </message>
    <message>
        <source>The range goes backwards: let it start at the smaller value.</source>
        <translation>范围颠倒了：请从较小的值开始。</translation>
    </message>
    <message>
        <source>A range of factors cannot start at 0: start at 1, or choose equal steps.</source>
        <translation>按倍数的范围不能从 0 开始：请从 1 开始，或选择等步长。</translation>
    </message>
    <message>
        <source>“%1” is not a setting of a run.</source>
        <translation>“%1”不是运行的设置。</translation>
    </message>
    <message>
        <source>Give the values to try, with commas between them.</source>
        <translation>请填写要尝试的值，用逗号分隔。</translation>
    </message>
    <message>
        <source>The second setting has to be another one than the first.</source>
        <translation>第二个设置必须与第一个不同。</translation>
    </message>
    <message>
        <source>%1 is already set above: leave it out here.</source>
        <translation>%1 已在上面设置：请在此处去掉。</translation>
    </message>
    <message>
        <source>These are %1 runs; a sweep has at most %2.</source>
        <translation>共 %1 次运行；一次扫描最多 %2 次。</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>This machine refuses: </source>
        <translation>本机拒绝：</translation>
    </message>
    <message>
        <source>The laboratory was closed from outside: </source>
        <translation>实验环境被外部关闭：</translation>
    </message>
    <message>
        <source>The file could not be written: </source>
        <translation>文件无法写入：</translation>
    </message>
    <message>
        <source>The engine failed: </source>
        <translation>引擎出错：</translation>
    </message>
    <message>
        <source>at %1 something was lost, late or unknown to the server in %2 of %3 runs</source>
        <translation>在 %1 处，%3 次运行中有 %2 次出现丢失、延迟或服务器未知的连接</translation>
    </message>
    <message>
        <source>No recommendation</source>
        <translation>没有建议</translation>
    </message>
    <message>
        <source>No run was finished.</source>
        <translation>没有完成任何运行。</translation>
    </message>
    <message>
        <source>The values are words, so none of them is the smallest. Compare them in the table.</source>
        <translation>这些值是单词，没有最小值可言。请在表格中比较。</translation>
    </message>
    <message>
        <source>No value is enough</source>
        <translation>没有足够大的值</translation>
    </message>
    <message>
        <source>Even %1. Try larger values, fewer clients or a faster accept rate.</source>
        <translation>即使是最大值也不够：%1。请尝试更大的值、更少的客户端或更快的接受速率。</translation>
    </message>
    <message>
        <source>Recommended: %1</source>
        <translation>建议值：%1</translation>
    </message>
    <message>
        <source>Nothing was lost, late or unknown to the server at any value tested. Try smaller values to find where it begins.</source>
        <translation>在测试的所有值上都没有丢失、延迟或服务器未知的连接。请尝试更小的值以找到界限。</translation>
    </message>
    <message>
        <source>The smallest value tested from which on no connection was lost, late or unknown to the server; %1.</source>
        <translation>从这个测试值起，没有连接丢失、延迟或为服务器所不知；%1。</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>What was varied is a property of the wire, not a setting to choose for a server.</source>
        <translation>所变动的是线路的属性，而不是可以为服务器选择的设置。</translation>
    </message>
    <message>
        <source>There are no clients to judge by.</source>
        <translation>没有可供判断的客户端。</translation>
    </message>
</context>
<context>
    <name>ls::MainWindow</name>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>重新运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>设置(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;What this page does</source>
        <translation>本页说明(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>按键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Listenscope</source>
        <translation>关于 Listenscope(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Reset &amp;layout</source>
        <translation>重置布局(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>LAB: private namespace</source>
        <translation>实验：私有命名空间</translation>
    </message>
    <message>
        <source>Everything here happens in a network namespace of its own. This machine&apos;s settings and connections are not touched.</source>
        <translation>这里的一切都发生在独立的网络命名空间中，不会触及本机的设置和连接。</translation>
    </message>
    <message>
        <source>The kernel that is measured</source>
        <translation>被测量的内核</translation>
    </message>
    <message>
        <source>Running as root; it is not needed</source>
        <translation>以 root 运行；其实不需要</translation>
    </message>
    <message>
        <source>Ordinary user; no root needed</source>
        <translation>普通用户；不需要 root</translation>
    </message>
    <message>
        <source>The laboratory is made the same way for root and for everybody else.</source>
        <translation>对 root 和其他用户，实验环境的建立方式相同。</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>Help: %1</source>
        <translation>帮助：%1</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>所有页面</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>开始或停止</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>转到某一页</translation>
    </message>
    <message>
        <source>About Listenscope</source>
        <translation>关于 Listenscope</translation>
    </message>
    <message>
        <source>&lt;b&gt;Listenscope %1&lt;/b&gt;&lt;p&gt;An oscilloscope and laboratory for TCP listen queues.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later. Built with Qt and QCustomPlot.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Listenscope %1&lt;/b&gt;&lt;p&gt;TCP 监听队列的示波器与实验室。&lt;/p&gt;&lt;p&gt;自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。使用 Qt 和 QCustomPlot 构建。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Marker</source>
        <translation>标记(&amp;M)</translation>
    </message>
    <message>
        <source>Reset e&amp;xperiment</source>
        <translation>重置实验(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>Everything this page is set to goes back to its first values</source>
        <translation>此页的所有设置恢复为最初的值</translation>
    </message>
    <message>
        <source>&amp;Save recording…</source>
        <translation>保存记录(&amp;S)…</translation>
    </message>
    <message>
        <source>HOST</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>These are the sockets of this machine. They are looked at; nothing is changed.</source>
        <translation>这些是本机的套接字。只是查看，不作任何更改。</translation>
    </message>
</context>
<context>
    <name>ls::model::CheckTableModel</name>
    <message>
        <source>✓ holds</source>
        <translation>✓ 成立</translation>
    </message>
    <message>
        <source>✗ fails</source>
        <translation>✗ 不成立</translation>
    </message>
    <message>
        <source>– skipped</source>
        <translation>– 跳过</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What must be true</source>
        <translation>应当成立的事实</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预期</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>en</source>
        <comment>the language of the experiments&apos; own texts: en or zh</comment>
        <translation>zh</translation>
    </message>
</context>
<context>
    <name>ls::model::ClosedLogModel</name>
    <message>
        <source>Closed at</source>
        <translation>关闭时间</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Lived for</source>
        <translation>存续</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>Rtt</source>
        <translation>RTT</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>协议族</translation>
    </message>
    <message>
        <source>The port is * where the kernel had cleared it, the figures with it: this end closed with a reset (SO_LINGER 0), or its connect() was refused</source>
        <translation>端口为 * 表示内核已将其清除，统计数字也一并清除：本端以复位方式关闭（SO_LINGER 0），或其 connect() 被拒绝</translation>
    </message>
    <message>
        <source>Since it was first seen here; – where it was there before, or ended before it was seen</source>
        <translation>自首次在此看到起；– 表示之前就已存在，或在看到之前就已结束</translation>
    </message>
</context>
<context>
    <name>ls::model::ConnectionTableModel</name>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>Unacked</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Rtt</source>
        <translation>RTT</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Bytes read</source>
        <translation>接收字节</translation>
    </message>
    <message>
        <source>Bytes sent</source>
        <translation>发送字节</translation>
    </message>
    <message>
        <source>Bytes that wait for the program; ss: Recv-Q</source>
        <translation>等待程序读取的字节；ss：Recv-Q</translation>
    </message>
    <message>
        <source>Bytes that the peer has not acknowledged; ss: Send-Q</source>
        <translation>对端尚未确认的字节；ss：Send-Q</translation>
    </message>
    <message>
        <source>Since it was first seen here; the kernel does not tell. –: it was there before.</source>
        <translation>自首次在此看到起；内核不提供。–：之前就已存在。</translation>
    </message>
</context>
<context>
    <name>ls::model::CounterTableModel</name>
    <message>
        <source>Counter</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>Moved by</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
</context>
<context>
    <name>ls::model::HostCounterModel</name>
    <message>
        <source>Counter</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>Moved by</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Per second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Since this page began to look; nstat shows the same movement</source>
        <translation>自此页开始查看起；nstat 显示同样的变化</translation>
    </message>
    <message>
        <source>Since the network namespace was made</source>
        <translation>自该网络命名空间创建起</translation>
    </message>
    <message>
        <source>Not about listen queues, and not explained here; nstat shows it too.</source>
        <translation>与监听队列无关，此处不作说明；nstat 也会显示它。</translation>
    </message>
</context>
<context>
    <name>ls::model::SocketTableModel</name>
    <message>
        <source>Family</source>
        <translation>协议族</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>Unacked</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>对端</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Unit / container</source>
        <translation>单元/容器</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>Inode</source>
        <translation>inode</translation>
    </message>
    <message>
        <source>Bytes that the program has not read; of a listener: connections waiting for accept(). ss: Recv-Q</source>
        <translation>程序尚未读取的字节；对监听套接字：等待 accept() 的连接。ss：Recv-Q</translation>
    </message>
    <message>
        <source>Bytes that the peer has not acknowledged; of a listener: the limit of its queue. ss: Send-Q</source>
        <translation>对端尚未确认的字节；对监听套接字：其队列的上限。ss：Send-Q</translation>
    </message>
    <message>
        <source>How often what is not acknowledged now was sent again</source>
        <translation>当前未确认的数据已重传的次数</translation>
    </message>
</context>
<context>
    <name>ls::model::SysctlTableModel</name>
    <message>
        <source>An open listener keeps the old value until its next listen(); the laboratory calls it again by itself.</source>
        <translation>已打开的监听套接字在下次 listen() 之前保持旧值；实验室会自动重新调用。</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
</context>
<context>
    <name>ls::model::WireConnectionModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>What</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>At the client</source>
        <translation>客户端状态</translation>
    </message>
    <message>
        <source>At the server</source>
        <translation>服务器状态</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>What is wrong, the worst first: ghosts, resets, no answer, packets sent again</source>
        <translation>有何问题，最严重的在前：幽灵连接、重置、无应答、重传</translation>
    </message>
    <message>
        <source>The state as the packets tell it. With a question mark: nothing that the server sent has confirmed it yet.</source>
        <translation>由数据包推知的状态。带问号：服务器发出的内容尚未证实它。</translation>
    </message>
    <message>
        <source>Packets that did not come out of the wire, whatever the reason</source>
        <translation>未能走出线路的数据包，不论原因</translation>
    </message>
    <message>
        <source>When its first packet was sent, since the first packet of all</source>
        <translation>其第一个数据包发出的时刻，从最早的数据包算起</translation>
    </message>
</context>
<context>
    <name>ls::pages::AdvisorPanel</name>
    <message>
        <source>Evidence: %1</source>
        <translation>依据：%1</translation>
    </message>
    <message>
        <source>Open this case in the Lab</source>
        <translation>在实验室中打开此情形</translation>
    </message>
    <message>
        <source>The same limit and pace in a private namespace, to try a change before it is made</source>
        <translation>在私有命名空间中用同样的上限和速度，在更改之前先试一试</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the change for %1</source>
        <translation>复制 %1 的更改</translation>
    </message>
    <message>
        <source>then: %1</source>
        <translation>然后：%1</translation>
    </message>
</context>
<context>
    <name>ls::pages::BacklogChain</name>
    <message>
        <source>asked</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>The backlog that the program gives to listen()</source>
        <translation>程序传给 listen() 的 backlog</translation>
    </message>
    <message>
        <source>capped by</source>
        <translation>受限于</translation>
    </message>
    <message>
        <source>net.core.somaxconn: listen() takes the smaller of the two</source>
        <translation>net.core.somaxconn：listen() 取两者中较小者</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>In force since the last listen(); ss shows it as Send-Q. With several listeners: their sum.</source>
        <translation>自上次 listen() 起生效；ss 显示为 Send-Q。有多个监听套接字时为其总和。</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>容纳</translation>
    </message>
    <message>
        <source>Linux drops when the queue is longer than the limit, so one connection more fits per listener.</source>
        <translation>Linux 在队列长于上限时才丢弃，因此每个监听套接字可多容纳一个连接。</translation>
    </message>
</context>
<context>
    <name>ls::pages::BacklogSlider</name>
    <message>
        <source>Backlog</source>
        <translation>Backlog</translation>
    </message>
</context>
<context>
    <name>ls::pages::ClosedPanel</name>
    <message>
        <source>Connections that have ended</source>
        <translation>已结束的连接</translation>
    </message>
    <message>
        <source>%1 ended</source>
        <translation>%1 个已结束</translation>
    </message>
</context>
<context>
    <name>ls::pages::ConnectionsPanel</name>
    <message>
        <source>Connections of the selected listener</source>
        <translation>所选监听套接字的连接</translation>
    </message>
    <message>
        <source>the newest %1 of %2 connections</source>
        <translation>%2 个连接中最新的 %1 个</translation>
    </message>
    <message>
        <source>%1 connections</source>
        <translation>%1 个连接</translation>
    </message>
</context>
<context>
    <name>ls::pages::CountersPanel</name>
    <message>
        <source>Kernel counters that moved</source>
        <translation>有变化的内核计数器</translation>
    </message>
</context>
<context>
    <name>ls::pages::ExperimentList</name>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>■ It ended before all its checks could be judged.</source>
        <translation>■ 在所有检查得出结论之前已结束。</translation>
    </message>
    <message>
        <source>%1 (yours)</source>
        <translation>%1（你的）</translation>
    </message>
    <message>
        <source>%1 (yours: %2)</source>
        <translation>%1（你的：%2）</translation>
    </message>
</context>
<context>
    <name>ls::pages::ExperimentRunPanel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Open in the lab</source>
        <translation>在实验室中打开</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>随时间</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Run of the experiment</source>
        <translation>实验中的运行</translation>
    </message>
    <message>
        <source>Which run of the experiment is shown</source>
        <translation>显示实验中的哪一次运行</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>What is shown of the run</source>
        <translation>显示这次运行的什么</translation>
    </message>
    <message>
        <source>This run goes over loopback: a handshake is done before connect() returns, and no packet can be watched.

Runs with a round trip, late ACKs or half-open clients have a wire between two network stacks, and every packet on it is shown here.</source>
        <translation>这次运行经回环通信：握手在 connect() 返回之前就已完成，看不到任何数据包。

带有往返时延、迟到的 ACK 或半开客户端的运行，在两个网络栈之间有一条线路，其上的每个数据包都显示在这里。</translation>
    </message>
    <message>
        <source>No packets yet. Run the experiment (Ctrl+E).</source>
        <translation>还没有数据包。请运行实验（Ctrl+E）。</translation>
    </message>
    <message>
        <source>The command that makes this run:</source>
        <translation>进行这次运行的命令：</translation>
    </message>
</context>
<context>
    <name>ls::pages::ExperimentView</name>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Sources:</source>
        <translation>出处：</translation>
    </message>
</context>
<context>
    <name>ls::pages::ExperimentsPage</name>
    <message>
        <source>Run experiment</source>
        <translation>运行实验</translation>
    </message>
    <message>
        <source>Run all</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>&amp;Copy to my experiments</source>
        <translation>复制到我的实验(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Reload my experiments</source>
        <translation>重新读取我的实验(&amp;R)</translation>
    </message>
    <message>
        <source>Experiments cannot run here</source>
        <translation>这里无法运行实验</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>A copy that can be edited: a file in %1</source>
        <translation>一份可以编辑的副本：%1 中的文件</translation>
    </message>
    <message>
        <source>The command is in the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The experiments cannot be read</source>
        <translation>无法读取实验</translation>
    </message>
    <message>
        <source>One of your experiments cannot be used</source>
        <translation>你的某个实验无法使用</translation>
    </message>
    <message>
        <source>&lt;h3&gt;What does this kernel really do?&lt;/h3&gt;&lt;p&gt;Each experiment asks a question about listen queues, makes one or more runs in fresh private network namespaces, and checks what must be true. Expected and measured stand side by side; a check that fails says so. No root is needed and nothing outside is touched.&lt;/p&gt;&lt;p&gt;Under the checks you see how each run goes while it goes, and the command that makes it. Where a run has a wire, &lt;b&gt;Packets&lt;/b&gt; lists its connections, the worst first, and draws the ladder of one. &lt;b&gt;Open in the lab&lt;/b&gt; takes its settings over, to play on.&lt;/p&gt;&lt;p&gt;&lt;b&gt;File ▸ Copy to my experiments&lt;/b&gt; makes a copy that you can edit: a text file with the question, the runs as options of listenscope-cli, and the checks. F5 reads it again; a mistake is named with its line.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;这个内核究竟怎么做？&lt;/h3&gt;&lt;p&gt;每个实验提出一个关于监听队列的问题，在全新的私有网络命名空间里进行一次或几次运行，并检查应当成立的事实。预期与实测并列显示；不成立的检查会明确说明。不需要 root，也不触及外面的任何东西。&lt;/p&gt;&lt;p&gt;检查下方可以实时看到每次运行的过程，以及进行它的命令。带有线路的运行，&lt;b&gt;数据包&lt;/b&gt;列出它的连接（最严重的在前），并画出其中一个的梯形图。&lt;b&gt;在实验室中打开&lt;/b&gt;会带上它的设置，供你继续试验。&lt;/p&gt;&lt;p&gt;&lt;b&gt;文件 ▸ 复制到我的实验&lt;/b&gt;会生成一份可以编辑的副本：一个文本文件，包含问题、以 listenscope-cli 选项写成的运行，以及检查。按 F5 重新读取；出错时会指出是哪一行。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>In the list: choose an experiment</source>
        <translation>在列表中：选择实验</translation>
    </message>
    <message>
        <source>In the list: run it</source>
        <translation>在列表中：运行它</translation>
    </message>
    <message>
        <source>Read my experiments again</source>
        <translation>重新读取我的实验</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>%1: run %2 of %3</source>
        <translation>%1：第 %2 次运行，共 %3 次</translation>
    </message>
    <message>
        <source>The experiment ended early</source>
        <translation>实验提前结束</translation>
    </message>
    <message>
        <source>Stopped early</source>
        <translation>已提前停止</translation>
    </message>
    <message>
        <source>✗ %1 of %2 checks fail</source>
        <translation>✗ %2 项检查中有 %1 项不成立</translation>
    </message>
    <message>
        <source>✓ All %1 checks hold</source>
        <translation>✓ 全部 %1 项检查成立</translation>
    </message>
    <message>
        <source>The experiment could not begin</source>
        <translation>实验无法开始</translation>
    </message>
    <message>
        <source>The experiment could not be copied</source>
        <translation>无法复制实验</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Edit %1, then press F5.</source>
        <translation>编辑 %1，然后按 F5。</translation>
    </message>
    <message>
        <source>It is in the clipboard.</source>
        <translation>已复制到剪贴板。</translation>
    </message>
    <message>
        <source>%1 of your experiments cannot be used</source>
        <translation>你的 %1 个实验无法使用</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>The packets could not be saved</source>
        <translation>无法保存数据包</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>未检查：%1</translation>
    </message>
    <message>
        <source>Nothing could be checked on this kernel</source>
        <translation>在此内核上没有可以检查的内容</translation>
    </message>
    <message>
        <source>A sweep is running.</source>
        <translation>扫描正在运行。</translation>
    </message>
</context>
<context>
    <name>ls::pages::ExportChoice</name>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
</context>
<context>
    <name>ls::pages::FilterBar</name>
    <message>
        <source>Filter: nginx    sport = :80 and fill &gt; 50%    not user = root</source>
        <translation>过滤：nginx    sport = :80 and fill &gt; 50%    not user = root</translation>
    </message>
    <message>
        <source>Filter of the sockets</source>
        <translation>套接字过滤器</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>已保存的过滤器</translation>
    </message>
    <message>
        <source>Plain text finds it anywhere in a row. Fields: fill, depth, limit, drops, half_open, proc, pid, unit, user, family, state, sport, dport, src, dst, with = != &lt; &gt;, and, or, not and brackets. Ctrl+F or / comes here, Esc clears it.</source>
        <translation>普通文本在整行中查找。字段：fill、depth、limit、drops、half_open、proc、pid、unit、user、family、state、sport、dport、src、dst，可用 = != &lt; &gt;、and、or、not 和括号。Ctrl+F 或 / 到这里，Esc 清除。</translation>
    </message>
    <message>
        <source>Forget this filter</source>
        <translation>忘记此过滤器</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>保存此过滤器</translation>
    </message>
</context>
<context>
    <name>ls::pages::HostCountersPanel</name>
    <message>
        <source>Counters of this machine</source>
        <translation>本机的计数器</translation>
    </message>
    <message>
        <source>Packets of handshakes
dropped, by cause</source>
        <translation>丢弃的握手报文
按原因</translation>
    </message>
    <message>
        <source>net.core.somaxconn: no listen() after now gets a larger limit</source>
        <translation>net.core.somaxconn：此后的 listen() 得不到更大的上限</translation>
    </message>
    <message>
        <source>Counts only where SYN cookies are off</source>
        <translation>仅在 SYN cookie 关闭时起作用</translation>
    </message>
    <message>
        <source>1: cookies when the SYN queue is full; 0: SYNs are dropped then</source>
        <translation>1：SYN 队列满时使用 cookie；0：此时丢弃 SYN</translation>
    </message>
    <message>
        <source>%1 counters</source>
        <translation>%1 个计数器</translation>
    </message>
</context>
<context>
    <name>ls::pages::InspectPage</name>
    <message>
        <source>The sockets cannot be looked at</source>
        <translation>无法查看套接字</translation>
    </message>
    <message>
        <source>The change is in the clipboard.</source>
        <translation>更改已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Which listener is filling up, and why?&lt;/h3&gt;&lt;p&gt;Every listening socket of this machine, live. Nothing here changes the machine, and root is not needed; what an ordinary user may not see is marked.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;Waiting&lt;/b&gt; is how many connections wait for accept(), &lt;b&gt;Limit&lt;/b&gt; how many may: the bar turns amber at 80 % and red when the queue is full. Then the kernel drops whoever comes.&lt;/li&gt;&lt;li&gt;&lt;b&gt;Drops&lt;/b&gt; counts packets this socket dropped. A client repeats its SYN, so one client can be many drops; stray packets count too.&lt;/li&gt;&lt;li&gt;Select a row to see its queue up to 10,000 times a second, its connections, and what would raise its limit.&lt;/li&gt;&lt;li&gt;Rows that are new are green (+), changed ones yellow (•), closed ones red (×) for five seconds, and those near or over their limit have a !&lt;/li&gt;&lt;li&gt;The filter takes plain text, or questions like &lt;code&gt;sport = :80 and fill &amp;gt; 50%&lt;/code&gt;, &lt;code&gt;proc = nginx&lt;/code&gt;, &lt;code&gt;not user = root&lt;/code&gt;, &lt;code&gt;state = syn-recv&lt;/code&gt;. A right click on a cell makes one.&lt;/li&gt;&lt;/ul&gt;</source>
        <translation>&lt;h3&gt;哪个监听套接字快满了，为什么？&lt;/h3&gt;&lt;p&gt;实时显示本机的每个监听套接字。这里不会更改机器，也不需要 root；普通用户看不到的内容会有标记。&lt;/p&gt;&lt;ul&gt;&lt;li&gt;&lt;b&gt;等待&lt;/b&gt;是等待 accept() 的连接数，&lt;b&gt;上限&lt;/b&gt;是最多允许的数目：条形在 80 % 时变为琥珀色，队列满时变红。此后内核会丢弃新来者。&lt;/li&gt;&lt;li&gt;&lt;b&gt;丢弃&lt;/b&gt;计的是此套接字丢弃的报文。客户端会重发 SYN，所以一个客户端可能对应多次丢弃；零散报文也计入。&lt;/li&gt;&lt;li&gt;选择一行，可以每秒最多 10,000 次查看其队列、它的连接，以及怎样提高上限。&lt;/li&gt;&lt;li&gt;新的行为绿色（+），变化的为黄色（•），关闭的为红色（×）并保留五秒，接近或超过上限的带有 !&lt;/li&gt;&lt;li&gt;过滤器接受普通文本，或者 &lt;code&gt;sport = :80 and fill &amp;gt; 50%&lt;/code&gt;、&lt;code&gt;proc = nginx&lt;/code&gt;、&lt;code&gt;not user = root&lt;/code&gt;、&lt;code&gt;state = syn-recv&lt;/code&gt; 这样的条件。右键单击单元格即可生成。&lt;/li&gt;&lt;/ul&gt;</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>To the filter; Esc clears it</source>
        <translation>到过滤器；Esc 清除</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Select another listener</source>
        <translation>选择另一个监听套接字</translation>
    </message>
    <message>
        <source>In a plot</source>
        <translation>在图表中</translation>
    </message>
    <message>
        <source>Zoom, back to the present</source>
        <translation>缩放，回到当前</translation>
    </message>
    <message>
        <source>Move in time</source>
        <translation>沿时间移动</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>十字线</translation>
    </message>
    <message>
        <source>mark %1</source>
        <translation>标记 %1</translation>
    </message>
    <message>
        <source>%1 · ListenOverflows +%2 · ListenDrops +%3 · %4</source>
        <translation>%1 · ListenOverflows +%2 · ListenDrops +%3 · %4</translation>
    </message>
    <message>
        <source>Nothing is looked at. Start looks at this program&apos;s own network namespace.</source>
        <translation>当前没有查看任何命名空间。按“开始”将查看本程序自己的网络命名空间。</translation>
    </message>
</context>
<context>
    <name>ls::pages::InspectView</name>
    <message>
        <source>Listeners</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>All sockets</source>
        <translation>全部套接字</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Host counters</source>
        <translation>主机计数器</translation>
    </message>
    <message>
        <source>Queue of the selected listener</source>
        <translation>所选监听套接字的队列</translation>
    </message>
    <message>
        <source>Advisor</source>
        <translation>顾问</translation>
    </message>
    <message>
        <source>Its connections</source>
        <translation>它的连接</translation>
    </message>
</context>
<context>
    <name>ls::pages::KernelPanel</name>
    <message>
        <source>Kernel settings of the laboratory</source>
        <translation>实验室的内核设置</translation>
    </message>
    <message>
        <source>This setting to its default</source>
        <translation>此设置恢复默认值</translation>
    </message>
    <message>
        <source>All settings to their defaults</source>
        <translation>所有设置恢复默认值</translation>
    </message>
    <message>
        <source>All settings to this machine&apos;s own values</source>
        <translation>所有设置采用本机的值</translation>
    </message>
    <message>
        <source>Set to ▾</source>
        <translation>设为 ▾</translation>
    </message>
    <message>
        <source>Back to the kernel&apos;s defaults, or to this machine&apos;s own values</source>
        <translation>恢复内核默认值，或采用本机的值</translation>
    </message>
    <message>
        <source>Copy as ▾</source>
        <translation>复制为 ▾</translation>
    </message>
    <message>
        <source>The settings that were changed, in the words of the tool that is to set them</source>
        <translation>已更改的设置，以目标工具的写法表示</translation>
    </message>
    <message>
        <source>A fresh laboratory has the kernel&apos;s defaults. ↻ needs a new listen(): done for you.</source>
        <translation>新实验室采用内核默认值。↻ 需要重新 listen()：已自动完成。</translation>
    </message>
</context>
<context>
    <name>ls::pages::KnobEditor</name>
    <message>
        <source>From, to</source>
        <translation>从，到</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>%1: from</source>
        <translation>%1：从</translation>
    </message>
    <message>
        <source>%1: to</source>
        <translation>%1：到</translation>
    </message>
    <message>
        <source>Doubling (1, 2, 4 …)</source>
        <translation>加倍（1, 2, 4 …）</translation>
    </message>
    <message>
        <source>Two per doubling</source>
        <translation>每加倍两点</translation>
    </message>
    <message>
        <source>Times ten (1, 10 …)</source>
        <translation>十倍（1, 10 …）</translation>
    </message>
    <message>
        <source>Three per ten</source>
        <translation>每十倍三点</translation>
    </message>
    <message>
        <source>Equal steps</source>
        <translation>等步长</translation>
    </message>
    <message>
        <source>List of values</source>
        <translation>值列表</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>From, to (%1)</source>
        <translation>从，到（%1）</translation>
    </message>
    <message>
        <source>Each: %1.</source>
        <translation>每个值：%1。</translation>
    </message>
</context>
<context>
    <name>ls::pages::LabPage</name>
    <message>
        <source>The laboratory cannot run here</source>
        <translation>实验室无法在此运行</translation>
    </message>
    <message>
        <source>The settings are in the clipboard.</source>
        <translation>设置已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>实验室</translation>
    </message>
    <message>
        <source>On the backlog slider: the next value; Page keys double and halve</source>
        <translation>在 backlog 滑块上：下一个值；翻页键加倍或减半</translation>
    </message>
    <message>
        <source>In the kernel table: edit the value</source>
        <translation>在内核表中：编辑值</translation>
    </message>
    <message>
        <source>In a plot</source>
        <translation>在图表中</translation>
    </message>
    <message>
        <source>Zoom, back to the present</source>
        <translation>缩放，回到当前</translation>
    </message>
    <message>
        <source>Everything since the start</source>
        <translation>自开始以来的全部</translation>
    </message>
    <message>
        <source>Move in time</source>
        <translation>沿时间移动</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>十字线</translation>
    </message>
    <message>
        <source>Set the cursors; Δt and Δy stand between them</source>
        <translation>设置游标；两者之间显示 Δt 和 Δy</translation>
    </message>
    <message>
        <source>The laboratory is closed</source>
        <translation>实验室已关闭</translation>
    </message>
    <message>
        <source>The laboratory has ended</source>
        <translation>实验室已结束</translation>
    </message>
    <message>
        <source>The laboratory could not be opened</source>
        <translation>实验室无法打开</translation>
    </message>
    <message>
        <source>The rest of the program works.</source>
        <translation>程序的其余部分可以使用。</translation>
    </message>
    <message>
        <source>That cannot be done</source>
        <translation>无法执行</translation>
    </message>
    <message>
        <source>mark %1</source>
        <translation>标记 %1</translation>
    </message>
    <message>
        <source>Restart (Ctrl+R) does that.</source>
        <translation>按“重新运行”(Ctrl+R)。</translation>
    </message>
    <message>
        <source>%5 · open for %1 s · %2 samples at %3 Hz · 99 % at most %4 late</source>
        <translation>%5 · 已打开 %1 s · %2 个采样，%3 Hz · 99 % 的延迟不超过 %4</translation>
    </message>
    <message>
        <source>An instrument has trouble</source>
        <translation>某个测量工具出了问题</translation>
    </message>
    <message>
        <source>Ready: %1</source>
        <translation>已就绪：%1</translation>
    </message>
    <message>
        <source>Start (Ctrl+E) sends the load.</source>
        <translation>按“开始”（Ctrl+E）即发送负载。</translation>
    </message>
    <message>
        <source>Not taken over: %1.</source>
        <translation>未带入：%1。</translation>
    </message>
    <message>
        <source>In a table: copy the selected rows</source>
        <translation>在表格中：复制选中的行</translation>
    </message>
    <message>
        <source>The next start leaves the kernel settings at their defaults.</source>
        <translation>下次启动时内核设置保持默认值。</translation>
    </message>
    <message>
        <source>It is in the clipboard.</source>
        <translation>已复制到剪贴板。</translation>
    </message>
    <message>
        <source>&lt;h3&gt;What does a listen queue do?&lt;/h3&gt;&lt;p&gt;The laboratory is a private network namespace on this machine&apos;s own kernel, with a server and as many clients as you like. No root is needed and nothing outside is touched.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Start&lt;/b&gt; (Ctrl+E) sends the load: at first 200 clients at once, to a server with a backlog of 5 that does not accept. Six of them wait in the queue, the others are dropped without a word and try again after 1, 2, 3 … seconds.&lt;/p&gt;&lt;p&gt;Drag the &lt;b&gt;backlog&lt;/b&gt;: it acts on the open socket, and the others come in with their next SYN. Let the server &lt;b&gt;accept&lt;/b&gt;, and the queue empties. With &lt;b&gt;repeat&lt;/b&gt; on, stop accepting and watch it fill again.&lt;/p&gt;&lt;p&gt;The &lt;b&gt;kernel&lt;/b&gt; settings are those of the laboratory only. A fresh one has the kernel&apos;s defaults, not this machine&apos;s; where a setting needs a new listen(), the program calls it for you.&lt;/p&gt;&lt;p&gt;On loopback a handshake takes no time. With the &lt;b&gt;wire&lt;/b&gt; on (View ▸ Wire, View ▸ Packets) clients and server are apart, and every packet passes a link with a round trip, loss and late ACKs of your choice. The &lt;b&gt;packets&lt;/b&gt; show each connection as a ladder, the worst first: ghosts, which only the client thinks are connected, resets, and SYNs without an answer.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;监听队列做什么？&lt;/h3&gt;&lt;p&gt;实验室是本机内核上的一个私有网络命名空间，里面有一个服务器和任意多的客户端。不需要 root，也不触及外面的任何东西。&lt;/p&gt;&lt;p&gt;&lt;b&gt;开始&lt;/b&gt;（Ctrl+E）发送负载：起初是 200 个客户端同时连接一个 backlog 为 5 且不接受连接的服务器。其中六个在队列中等待，其余的被悄无声息地丢弃，并在 1、2、3…… 秒后重试。&lt;/p&gt;&lt;p&gt;拖动 &lt;b&gt;backlog&lt;/b&gt;：它直接作用于已打开的套接字，其余客户端会随下一个 SYN 进来。让服务器&lt;b&gt;接受&lt;/b&gt;，队列就会清空。打开&lt;b&gt;重复&lt;/b&gt;后停止接受，可以看到它再次填满。&lt;/p&gt;&lt;p&gt;&lt;b&gt;内核&lt;/b&gt;设置只属于这个实验室。新实验室采用内核默认值，而不是本机的值；若某项设置需要重新 listen()，程序会替您调用。&lt;/p&gt;&lt;p&gt;在回环上握手不花时间。打开&lt;b&gt;线路&lt;/b&gt;后（视图 ▸ 线路、视图 ▸ 数据包），客户端与服务器分开，每个数据包都经过一条链路，往返时延、丢包和迟到的 ACK 由你设定。&lt;b&gt;数据包&lt;/b&gt;把每个连接画成梯形图，问题最严重的在前：只有客户端自认为已连接的幽灵连接、重置，以及得不到应答的 SYN。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>In the packet ladder</source>
        <translation>在数据包梯形图中</translation>
    </message>
    <message>
        <source>The packet before, the next; Home and End: the first, the last</source>
        <translation>上一个、下一个数据包；Home 与 End：第一个、最后一个</translation>
    </message>
    <message>
        <source>Zoom, back to the beginning</source>
        <translation>缩放，回到开头</translation>
    </message>
    <message>
        <source>Move in time; Page keys move further</source>
        <translation>沿时间移动；翻页键移动更多</translation>
    </message>
    <message>
        <source>The laboratory was opened anew</source>
        <translation>实验室已重新打开</translation>
    </message>
    <message>
        <source>Clients and server are apart now, joined by a wire.</source>
        <translation>客户端与服务器现已分开，由一条线路相连。</translation>
    </message>
    <message>
        <source>Clients and server speak over loopback again.</source>
        <translation>客户端与服务器重新经回环通信。</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>The packets could not be saved</source>
        <translation>无法保存数据包</translation>
    </message>
    <message>
        <source>A sweep or an experiment needed the engine. What was measured stays; Start opens it again.</source>
        <translation>扫描或实验需要引擎。已测数据保留；点“开始”可重新打开。</translation>
    </message>
    <message>
        <source>Waits: %1</source>
        <translation>等待中：%1</translation>
    </message>
    <message>
        <source>A sweep or an experiment is running. The laboratory opens when it has ended.</source>
        <translation>扫描或实验正在运行，结束后实验室会自动打开。</translation>
    </message>
</context>
<context>
    <name>ls::pages::LabPlots</name>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Paused · the collection goes on</source>
        <translation>已暂停 · 采集继续进行</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>回到当前</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Connection states</source>
        <translation>连接状态</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>Connect latency</source>
        <translation>连接延迟</translation>
    </message>
    <message>
        <source>bands: this kernel&apos;s SYN retransmits</source>
        <translation>色带：本内核的 SYN 重传时刻</translation>
    </message>
    <message>
        <source>Connect latency, all loads</source>
        <translation>连接延迟，全部负载</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Connections waiting for accept(), and the limit</source>
        <translation>等待 accept() 的连接及上限</translation>
    </message>
    <message>
        <source>States</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Connections by TCP state, at the server or at the clients</source>
        <translation>按 TCP 状态划分的连接，服务器端或客户端</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Accepts, arrivals and losses per second</source>
        <translation>每秒的接受、到达和丢失</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>How long connect() took, over time</source>
        <translation>connect() 耗时随时间的变化</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>How many connects took how long</source>
        <translation>各耗时的连接数量</translation>
    </message>
    <message>
        <source>Reactors</source>
        <translation>反应器</translation>
    </message>
    <message>
        <source>Connections accepted by each reactor</source>
        <translation>每个反应器接受的连接</translation>
    </message>
    <message>
        <source>Waiting for accept()</source>
        <translation>等待 accept()</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Per second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>accepts</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>arrivals</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>overflows</source>
        <translation>溢出</translation>
    </message>
    <message>
        <source>other drops</source>
        <translation>其他丢弃</translation>
    </message>
    <message>
        <source>Accepted per reactor</source>
        <translation>各反应器接受数</translation>
    </message>
    <message>
        <source>Whose end of the connections the states are of</source>
        <translation>显示连接哪一端的状态</translation>
    </message>
    <message>
        <source>reactor %1</source>
        <translation>反应器 %1</translation>
    </message>
    <message>
        <source>limit %1 (holds %2)</source>
        <translation>上限 %1（容纳 %2）</translation>
    </message>
    <message>
        <source>burst between samples</source>
        <translation>采样间的突发</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>ls::pages::LabView</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Kernel · this laboratory only</source>
        <translation>内核 · 仅此实验室</translation>
    </message>
    <message>
        <source>What this means</source>
        <translation>这意味着什么</translation>
    </message>
    <message>
        <source>The books</source>
        <translation>账目</translation>
    </message>
    <message>
        <source>Counters that moved</source>
        <translation>有变化的计数器</translation>
    </message>
    <message>
        <source>Where the connections are</source>
        <translation>连接在哪里</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>线路</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>数据包</translation>
    </message>
</context>
<context>
    <name>ls::pages::ListenerDetail</name>
    <message>
        <source>Select a listener to get advice.</source>
        <translation>选择一个监听套接字以获得建议。</translation>
    </message>
    <message>
        <source>Nothing was lost here since looking began: at most %1 waited, and the limit is %2.

Advice comes when the queue fills or drops.</source>
        <translation>自开始查看以来这里没有丢失：最多有 %1 个等待，上限是 %2。

队列填满或丢弃时会给出建议。</translation>
    </message>
</context>
<context>
    <name>ls::pages::ListenersPanel</name>
    <message>
        <source>Listening sockets</source>
        <translation>监听套接字</translation>
    </message>
    <message>
        <source>%1 listeners</source>
        <translation>%1 个监听套接字</translation>
    </message>
    <message>
        <source>%1 of %2 listeners</source>
        <translation>%2 个监听套接字中的 %1 个</translation>
    </message>
    <message>
        <source>1 listener</source>
        <translation>1 个监听套接字</translation>
    </message>
</context>
<context>
    <name>ls::pages::LoadPanel</name>
    <message>
        <source>Burst</source>
        <translation>突发</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source> per second</source>
        <translation> 每秒</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Clients that are connected</source>
        <translation>已连接的客户端</translation>
    </message>
    <message>
        <source>Burst: all at once. Rate: an open loop, whatever became of the ones before. Loop: a fixed number in flight, the next starts when one is done.</source>
        <translation>突发：一次全部。速率：开环，不管之前的结果。循环：固定数量同时进行，一个完成后才开始下一个。</translation>
    </message>
    <message>
        <source>Bytes that each client sends and waits to get back</source>
        <translation>每个客户端发送并等待返回的字节数</translation>
    </message>
    <message>
        <source>Starts the load again that long after each start, until it is stopped.</source>
        <translation>每次启动后隔这么久再次启动负载，直到停止。</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>同时进行</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>数据量</translation>
    </message>
    <message>
        <source>Repeat every</source>
        <translation>重复间隔</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Opening the sockets …</source>
        <translation>正在打开套接字…</translation>
    </message>
    <message>
        <source>Closing the connections …</source>
        <translation>正在关闭连接…</translation>
    </message>
    <message>
        <source>%1 of %2 connected</source>
        <translation>%2 个中 %1 个已连接</translation>
    </message>
    <message>
        <source> · %1 wait for an answer</source>
        <translation> · %1 个等待应答</translation>
    </message>
    <message>
        <source> · %1 to come</source>
        <translation> · %1 个未到</translation>
    </message>
    <message>
        <source>No load yet</source>
        <translation>尚无负载</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>close (FIN)</source>
        <translation>关闭（FIN）</translation>
    </message>
    <message>
        <source>reset (RST)</source>
        <translation>复位（RST）</translation>
    </message>
    <message>
        <source>half-close</source>
        <translation>半关闭</translation>
    </message>
    <message>
        <source>wait for FIN</source>
        <translation>等待 FIN</translation>
    </message>
    <message>
        <source>When done</source>
        <translation>完成后</translation>
    </message>
    <message>
        <source>What a client does when it is done: hold the connection, close it, reset it, say goodbye and go when the server has said so too, or wait until the server closes.</source>
        <translation>客户端完成后做什么：保持连接、关闭、复位、先告别并等服务器也告别后离开，或等服务器先关闭。</translation>
    </message>
</context>
<context>
    <name>ls::pages::NamespacePicker</name>
    <message>
        <source>Network namespace</source>
        <translation>网络命名空间</translation>
    </message>
    <message>
        <source>The network namespace that is looked at. Others can be entered only with privilege.</source>
        <translation>正在查看的网络命名空间。其他的只有在有权限时才能进入。</translation>
    </message>
</context>
<context>
    <name>ls::pages::NumbersPanel</name>
    <message>
        <source>attempted</source>
        <translation>已尝试</translation>
    </message>
    <message>
        <source>Connections whose first SYN was sent, all loads together</source>
        <translation>已发出首个 SYN 的连接，全部负载合计</translation>
    </message>
    <message>
        <source>established</source>
        <translation>已建立</translation>
    </message>
    <message>
        <source>Of those, completed at the client and not reset since</source>
        <translation>其中在客户端完成且之后未被重置的</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>被重置</translation>
    </message>
    <message>
        <source>Completed, then reset by the server</source>
        <translation>完成后被服务器重置</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>The SYN was answered with a reset</source>
        <translation>SYN 得到重置应答</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>The kernel gave up repeating the SYN</source>
        <translation>内核放弃重传 SYN</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Another error, or no SYN left this machine</source>
        <translation>其他错误，或没有 SYN 发出</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>accept() calls that returned a connection</source>
        <translation>返回连接的 accept() 调用</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>In the accept queue: ss shows it as Recv-Q of the listener</source>
        <translation>在接受队列中：ss 显示为监听套接字的 Recv-Q</translation>
    </message>
    <message>
        <source>half-open</source>
        <translation>半开</translation>
    </message>
    <message>
        <source>SYN_RECV at the server while the client believes it is connected: its last ACK met a full queue</source>
        <translation>服务器端为 SYN_RECV 而客户端认为已连接：其最后的 ACK 遇到了已满的队列</translation>
    </message>
    <message>
        <source>unknown to the server</source>
        <translation>服务器不知道</translation>
    </message>
    <message>
        <source>The client believes it is connected, and the server has no socket for it</source>
        <translation>客户端认为已连接，而服务器没有对应的套接字</translation>
    </message>
    <message>
        <source>queue holds</source>
        <translation>队列容纳</translation>
    </message>
    <message>
        <source>Most connections that ever waited, of those that fit: the limit and one more per listener</source>
        <translation>曾同时等待的最多连接数 / 可容纳数：每个监听套接字为上限加一</translation>
    </message>
    <message>
        <source>Measured, and predicted from the settings alone before the load was started</source>
        <translation>实测值，以及负载启动前仅由设置得出的预测值</translation>
    </message>
    <message>
        <source>predicted wait</source>
        <translation>预计等待</translation>
    </message>
    <message>
        <source>Depth of the queue divided by the accept rate</source>
        <translation>队列深度除以接受速率</translation>
    </message>
    <message>
        <source>waited, p99</source>
        <translation>实际等待 p99</translation>
    </message>
    <message>
        <source>Measured, from established at the client to accept()</source>
        <translation>实测，从客户端建立到 accept()</translation>
    </message>
    <message>
        <source>Measured / predicted</source>
        <translation>实测 / 预测</translation>
    </message>
    <message>
        <source>Nothing counted yet</source>
        <translation>尚未计数</translation>
    </message>
    <message>
        <source>The books are checked when nothing moves.</source>
        <translation>静止时核对账目。</translation>
    </message>
    <message>
        <source> (%1 s)</source>
        <translation>（%1 s）</translation>
    </message>
    <message>
        <source>✓ The books balance</source>
        <translation>✓ 账目平衡</translation>
    </message>
    <message>
        <source>✗ The books do not balance</source>
        <translation>✗ 账目不平</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>SYN sent, and no answer until now or until the load was stopped</source>
        <translation>已发送 SYN，至今或到负载停止时仍无应答</translation>
    </message>
</context>
<context>
    <name>ls::pages::PacketsPanel</name>
    <message>
        <source>Evenly</source>
        <translation>等距</translation>
    </message>
    <message>
        <source>To scale</source>
        <translation>按比例</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>最严重</translation>
    </message>
    <message>
        <source>Show the connection in the worst trouble; a click in the list ends it.</source>
        <translation>显示问题最严重的连接；在列表中点击即取消。</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>定住</translation>
    </message>
    <message>
        <source>Keep list and ladder as they are; the laboratory goes on.</source>
        <translation>列表与梯形图保持不变；实验室继续运行。</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>The packets of this connection, as tcpdump would print them</source>
        <translation>此连接的数据包，格式与 tcpdump 的输出相同</translation>
    </message>
    <message>
        <source>Save pcap…</source>
        <translation>保存 pcap…</translation>
    </message>
    <message>
        <source>The headers of the newest packets of all connections, as a capture file for tcpdump and Wireshark</source>
        <translation>所有连接最新数据包的首部，存为 tcpdump 与 Wireshark 可读的抓包文件</translation>
    </message>
    <message>
        <source>The wire is off. Clients and server speak over loopback, where a handshake is done before connect() returns, and no packet can be watched.

Switched on, each has a network stack of its own and every packet passes a wire with a round trip of its own: half-open connections, late ACKs and ghosts can be seen one by one.</source>
        <translation>线路已关闭。客户端与服务器经回环通信，握手在 connect() 返回之前就已完成，看不到任何数据包。

打开后，双方各有自己的网络栈，每个数据包都经过一条有往返时延的线路：半开连接、迟到的 ACK 和幽灵连接都能逐个看清。</translation>
    </message>
    <message>
        <source>Switch the wire on</source>
        <translation>打开线路</translation>
    </message>
    <message>
        <source>Opens the laboratory anew.</source>
        <translation>会重新打开实验室。</translation>
    </message>
    <message>
        <source>Evenly: every packet takes the same room. To scale: so does every second.</source>
        <translation>等距：每个数据包占同样的空间。按比例：每一秒占同样的空间。</translation>
    </message>
    <message>
        <source>Spacing of the ladder</source>
        <translation>梯形图的间距</translation>
    </message>
    <message>
        <source>Connections on the wire</source>
        <translation>线路上的连接</translation>
    </message>
    <message>
        <source>No packets yet. Start a load (Ctrl+E).</source>
        <translation>还没有数据包。请启动负载（Ctrl+E）。</translation>
    </message>
    <message>
        <source>the worst %1 of %2 connections, %3 packets</source>
        <translation>%2 个连接中最严重的 %1 个，共 %3 个数据包</translation>
    </message>
    <message>
        <source>%1 connections, %2 packets</source>
        <translation>%1 个连接，%2 个数据包</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图像</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Connections listed</source>
        <translation>列出的连接</translation>
    </message>
    <message>
        <source>The packets can be saved when the run has ended.</source>
        <translation>运行结束后才能保存数据包。</translation>
    </message>
    <message>
        <source>%1 of %2 connections, %3 packets</source>
        <translation>%2 个连接中的 %1 个，%3 个数据包</translation>
    </message>
</context>
<context>
    <name>ls::pages::QueuePicture</name>
    <message>
        <source>Where the connections are</source>
        <translation>连接在哪里</translation>
    </message>
    <message>
        <source>%1 packets dropped: accept queue full</source>
        <translation>丢弃 %1 个报文：接受队列已满</translation>
    </message>
    <message>
        <source>%1 SYNs dropped: SYN queue full</source>
        <translation>丢弃 %1 个 SYN：SYN 队列已满</translation>
    </message>
    <message>
        <source>%1 SYNs dropped: SYN queue three quarters full</source>
        <translation>丢弃 %1 个 SYN：SYN 队列已达四分之三</translation>
    </message>
    <message>
        <source>%1 packets dropped for another reason</source>
        <translation>因其他原因丢弃 %1 个报文</translation>
    </message>
    <message>
        <source>%1 clients, %2 still connecting</source>
        <translation>%1 个客户端，%2 个仍在连接</translation>
    </message>
    <message>
        <source>SYN queue: %1 of %2</source>
        <translation>SYN 队列：%1 / %2</translation>
    </message>
    <message>
        <source>accept queue: %1 of %2</source>
        <translation>接受队列：%1 / %2</translation>
    </message>
    <message>
        <source>clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>%1 connecting</source>
        <translation>%1 个连接中</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>SYN queue</source>
        <translation>SYN 队列</translation>
    </message>
    <message>
        <source>Accept queue</source>
        <translation>接受队列</translation>
    </message>
    <message>
        <source>%1 half-open of %2</source>
        <translation>半开 %1 / %2</translation>
    </message>
    <message>
        <source>%1 waiting · limit %2</source>
        <translation>等待 %1 · 上限 %2</translation>
    </message>
    <message>
        <source> · FULL</source>
        <translation> · 已满</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其余</translation>
    </message>
    <message>
        <source>reactor %1</source>
        <translation>反应器 %1</translation>
    </message>
    <message>
        <source>%1 clients are connected, and the server does not know them</source>
        <translation>%1 个客户端已连接，而服务器不知道它们</translation>
    </message>
</context>
<context>
    <name>ls::pages::RunPage</name>
    <message>
        <source>each run: a fresh namespace</source>
        <translation>每次运行：全新命名空间</translation>
    </message>
</context>
<context>
    <name>ls::pages::RunPlots</name>
    <message>
        <source>How a run went</source>
        <translation>一次运行的过程</translation>
    </message>
    <message>
        <source>Run this point again</source>
        <translation>再次运行该测点</translation>
    </message>
    <message>
        <source>Which run of the point</source>
        <translation>该测点的哪一次运行</translation>
    </message>
    <message>
        <source>run </source>
        <translation>第 </translation>
    </message>
    <message>
        <source>Which of the point&apos;s runs is drawn</source>
        <translation>画出该测点的哪一次运行</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Connections waiting for accept() (ss Recv-Q), and the limit (Send-Q)</source>
        <translation>等待 accept() 的连接（ss 的 Recv-Q）以及上限（Send-Q）</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Clients connected, and connections the server took out of its queue, since the start</source>
        <translation>自开始以来已连接的客户端，以及服务器从队列中取出的连接</translation>
    </message>
    <message>
        <source>established</source>
        <translation>已建立</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Drops</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Drops counted by the listening socket since the start (ss skmem d)</source>
        <translation>自开始以来监听套接字自身计数的丢弃（ss skmem 的 d）</translation>
    </message>
    <message>
        <source>packets</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>drops</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> 次，共 %1 次</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>上限 %1</translation>
    </message>
    <message>
        <source>No run of this point yet.</source>
        <translation>该测点还没有运行。</translation>
    </message>
    <message>
        <source>The file keeps the figures of this run, not how it went.</source>
        <translation>文件只保存这次运行的数字，不保存其过程。</translation>
    </message>
    <message>
        <source>Queue, clients and drops of a run, over time, stand here.</source>
        <translation>此处显示一次运行中队列、客户端和丢弃随时间的变化。</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>The window is divided into %1 stretches; of each the samples of least and greatest depth are kept and the last count by state; what only repeats the one before is not.</source>
        <translation>测量时长分为 %1 段；每段保留队列最短与最长的样本，以及最后一次按状态的计数；与前一个相同的不保留。</translation>
    </message>
    <message>
        <source>Whose end of the connections the states are of</source>
        <translation>显示连接哪一端的状态</translation>
    </message>
    <message>
        <source>States</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Connections by TCP state, at the server or at the clients</source>
        <translation>按 TCP 状态划分的连接，服务器端或客户端</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>run again just now</source>
        <translation>刚刚再次运行</translation>
    </message>
    <message>
        <source>%1 samples at %2 Hz</source>
        <translation>以 %2 Hz 采样 %1 个</translation>
    </message>
</context>
<context>
    <name>ls::pages::ScopePanel</name>
    <message>
        <source>Waiting for accept()</source>
        <translation>等待 accept()</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>half-open</source>
        <translation>半开</translation>
    </message>
    <message>
        <source>Dropped by this socket</source>
        <translation>此套接字丢弃的</translation>
    </message>
    <message>
        <source>packets per second</source>
        <translation>每秒报文数</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Its connections by state</source>
        <translation>它的连接（按状态）</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>How often the selected listener is looked at. 10,000 Hz cost a tenth of a core or more.</source>
        <translation>查看所选监听套接字的频率。10,000 Hz 要占用十分之一个核或更多。</translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation>采样率</translation>
    </message>
    <message>
        <source>Paused · the collection goes on</source>
        <translation>已暂停 · 采集继续进行</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>回到当前</translation>
    </message>
    <message>
        <source>Select a listener to see its queue</source>
        <translation>选择一个监听套接字以查看其队列</translation>
    </message>
    <message>
        <source>limit %1 (holds %2)</source>
        <translation>上限 %1（容纳 %2）</translation>
    </message>
    <message>
        <source>burst between samples</source>
        <translation>采样间的突发</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>really %1 Hz · longest gap %2</source>
        <translation>实际 %1 Hz · 最长间隔 %2</translation>
    </message>
    <message>
        <source>over</source>
        <translation>结束</translation>
    </message>
</context>
<context>
    <name>ls::pages::ServerPanel</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Paced</source>
        <translation>限速</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop accepting</source>
        <translation>停止接受</translation>
    </message>
    <message>
        <source>The argument of listen(). It acts on the open socket while it runs.</source>
        <translation>listen() 的参数。在运行中直接作用于已打开的套接字。</translation>
    </message>
    <message>
        <source>How the server takes connections out of its queue</source>
        <translation>服务器如何从队列中取出连接</translation>
    </message>
    <message>
        <source> per second</source>
        <translation> 每秒</translation>
    </message>
    <message>
        <source>The server no longer calls accept(): what arrives stays in the queue until it is full.</source>
        <translation>服务器不再调用 accept()：到来的连接留在队列中，直到队列满。</translation>
    </message>
    <message>
        <source> reactors</source>
        <translation> 个反应器</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>reuseport</source>
        <translation>reuseport</translation>
    </message>
    <message>
        <source>level</source>
        <translation>水平触发</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>边缘触发</translation>
    </message>
    <message>
        <source>Shared: one queue for all reactors. Reuseport: each reactor has a listener and a queue of its own.</source>
        <translation>共享：所有反应器共用一个队列。Reuseport：每个反应器有自己的监听套接字和队列。</translation>
    </message>
    <message>
        <source>A change opens the laboratory anew.</source>
        <translation>更改会重新打开实验室。</translation>
    </message>
    <message>
        <source>Event loops of the server.</source>
        <translation>服务器的事件循环。</translation>
    </message>
    <message>
        <source>Depth of the queue divided by the accept rate: a longer queue loses less and waits more.</source>
        <translation>队列深度除以接受速率：队列越长，丢失越少，等待越久。</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Backlog</translation>
    </message>
    <message>
        <source>Accept rate</source>
        <translation>接受速率</translation>
    </message>
    <message>
        <source>Reactors</source>
        <translation>反应器</translation>
    </message>
    <message>
        <source>Listeners</source>
        <translation>监听套接字</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>触发方式</translation>
    </message>
    <message>
        <source>■ Accepting is stopped</source>
        <translation>■ 已停止接受</translation>
    </message>
    <message>
        <source>wait %1</source>
        <translation>等待 %1</translation>
    </message>
    <message>
        <source>keep-alive</source>
        <translation>保活</translation>
    </message>
    <message>
        <source>edge, once</source>
        <translation>边缘，仅一次</translation>
    </message>
    <message>
        <source>How epoll reports the listener. Once: what a budget left in the queue is forgotten until the next connection comes.</source>
        <translation>epoll 如何报告监听套接字。仅一次：预算之外留在队列里的连接会被忘掉，直到下一个连接到来。</translation>
    </message>
    <message>
        <source>closes first</source>
        <translation>先关闭</translation>
    </message>
    <message>
        <source>resets first</source>
        <translation>先复位</translation>
    </message>
    <message>
        <source>never closes</source>
        <translation>从不关闭</translation>
    </message>
    <message>
        <source>How the server ends a connection. Who closes first keeps it in TIME_WAIT; who never closes collects CLOSE_WAIT.</source>
        <translation>服务器如何结束连接。谁先关闭，谁就持有 TIME_WAIT；从不关闭者会积累 CLOSE_WAIT。</translation>
    </message>
    <message>
        <source>budget </source>
        <translation>预算 </translation>
    </message>
    <message>
        <source>no budget</source>
        <translation>无预算</translation>
    </message>
    <message>
        <source>Connections taken per wake-up; without a budget, until the queue is empty.</source>
        <translation>每次唤醒取走的连接数；无预算时取到队列为空。</translation>
    </message>
    <message>
        <source>SO_KEEPALIVE on the server&apos;s sockets: it asks whether a silent client is still there. When, say net.ipv4.tcp_keepalive_*.</source>
        <translation>服务器套接字上的 SO_KEEPALIVE：询问沉默的客户端是否还在。何时询问由 net.ipv4.tcp_keepalive_* 决定。</translation>
    </message>
    <message>
        <source>Who closes</source>
        <translation>由谁关闭</translation>
    </message>
    <message>
        <source>Accept budget</source>
        <translation>接受预算</translation>
    </message>
    <message>
        <source>closes last</source>
        <translation>最后关闭</translation>
    </message>
</context>
<context>
    <name>ls::pages::SocketsPanel</name>
    <message>
        <source>All sockets</source>
        <translation>全部套接字</translation>
    </message>
    <message>
        <source>TCP sockets by state, IPv4 and IPv6 together</source>
        <translation>按状态统计的 TCP 套接字，IPv4 与 IPv6 合计</translation>
    </message>
    <message>
        <source>%1 sockets</source>
        <translation>%1 个套接字</translation>
    </message>
    <message>
        <source>%1 of %2 sockets</source>
        <translation>%2 个套接字中的 %1 个</translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepForm</name>
    <message>
        <source>Vary</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>And vary</source>
        <translation>同时变化</translation>
    </message>
    <message>
        <source>all at once</source>
        <translation>一次全部</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>同时进行</translation>
    </message>
    <message>
        <source>none</source>
        <translation>不接受</translation>
    </message>
    <message>
        <source>new each time</source>
        <translation>每次新取</translation>
    </message>
    <message>
        <source>Arrivals per second, or clients in flight</source>
        <translation>每秒到达数，或同时进行的客户端数</translation>
    </message>
    <message>
        <source>Accepts per second</source>
        <translation>每秒接受数</translation>
    </message>
    <message>
        <source>How often each value is measured; the chart shows the spread.</source>
        <translation>每个值测量几次；图中显示其分布范围。</translation>
    </message>
    <message>
        <source>The runs are made in an order drawn from this number; listenscope-cli draws the same.</source>
        <translation>运行顺序由此数决定；listenscope-cli 得到相同的顺序。</translation>
    </message>
    <message>
        <source>All at once: a burst. Per second: an open loop, whatever became of the ones before. In flight: a closed loop, the next starts when one is done.</source>
        <translation>一次全部：突发。每秒：开环，不管之前的结果如何。同时进行：闭环，一个完成后才启动下一个。</translation>
    </message>
    <message>
        <source>How the server takes connections out of its queue.</source>
        <translation>服务器如何从队列中取出连接。</translation>
    </message>
    <message>
        <source>How long one run is measured. Below 1 s no SYN is repeated: who is connected came through at once.</source>
        <translation>一次运行测量多久。小于 1 秒时不会重传 SYN：连上的都是一次成功。</translation>
    </message>
    <message>
        <source>Any other option of a run, or a sysctl, as name=value with spaces between.</source>
        <translation>运行的其他选项或 sysctl，写作 name=value，用空格分隔。</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>客户端数</translation>
    </message>
    <message>
        <source>They come</source>
        <translation>到达方式</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>测量时长</translation>
    </message>
    <message>
        <source>Also set</source>
        <translation>另外设置</translation>
    </message>
    <message>
        <source>Load and server</source>
        <translation>负载与服务器</translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepPage</name>
    <message>
        <source>&amp;Open a sweep…</source>
        <translation>打开扫描(&amp;O)…</translation>
    </message>
    <message>
        <source>Copy as &amp;command</source>
        <translation>复制为命令(&amp;C)</translation>
    </message>
    <message>
        <source>Nothing measured yet.
Start sweep (Ctrl+E) runs the experiment at the left once for every value.</source>
        <translation>尚无测量结果。
“开始扫描”（Ctrl+E）对每个值运行一次左侧的实验。</translation>
    </message>
    <message>
        <source>Sweeps cannot run here</source>
        <translation>此处无法运行扫描</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>The listenscope-cli command that makes the same sweep.</source>
        <translation>进行同一扫描的 listenscope-cli 命令。</translation>
    </message>
    <message>
        <source>Open the CSV of a sweep</source>
        <translation>打开扫描的 CSV</translation>
    </message>
    <message>
        <source>On the slider: step through the points</source>
        <translation>在滑块上：逐点移动</translation>
    </message>
    <message>
        <source>In the table: copy rows</source>
        <translation>在表格中：复制行</translation>
    </message>
    <message>
        <source>The first run is under way …</source>
        <translation>第一次运行正在进行…</translation>
    </message>
    <message>
        <source>Sweeping</source>
        <translation>正在扫描</translation>
    </message>
    <message>
        <source>Sweeping: run %1 of %2</source>
        <translation>正在扫描：第 %1 次，共 %2 次</translation>
    </message>
    <message>
        <source>1 run finished.</source>
        <translation>完成 1 次运行。</translation>
    </message>
    <message>
        <source>%1 runs finished.</source>
        <translation>完成 %1 次运行。</translation>
    </message>
    <message>
        <source>Cancelled early.</source>
        <translation>已提前取消。</translation>
    </message>
    <message>
        <source>The sweep could not begin</source>
        <translation>扫描无法开始</translation>
    </message>
    <message>
        <source>The command is in the clipboard.</source>
        <translation>命令已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Open a sweep</source>
        <translation>打开扫描</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.csv.part);;All files (*)</source>
        <translation>CSV 文件 (*.csv *.csv.part);;所有文件 (*)</translation>
    </message>
    <message>
        <source>A sweep is running: cancel it before you open another.</source>
        <translation>扫描正在运行：请先取消再打开另一个。</translation>
    </message>
    <message>
        <source>The file could not be opened</source>
        <translation>文件无法打开</translation>
    </message>
    <message>
        <source>This sweep has no finished run.</source>
        <translation>此扫描没有完成的运行。</translation>
    </message>
    <message>
        <source>Opened %1.</source>
        <translation>已打开 %1。</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Which backlog is enough?&lt;/h3&gt;&lt;p&gt;A sweep makes the same experiment once for every value of a setting, each time in a fresh private network namespace on this machine&apos;s own kernel. No root is needed and nothing outside is touched.&lt;/p&gt;&lt;p&gt;Choose what to vary and the load, then press &lt;b&gt;Start sweep&lt;/b&gt;. The chart grows while it runs: the line is the median of the repeats, the band reaches from the smallest to the largest. The slider below steps through the values, and the small plots show how a run of that value went; the table has one row per run. A double-click on a point opens it in the lab.&lt;/p&gt;&lt;p&gt;A value is recommended when at it and at every larger one, in every repeat, no connection was refused, reset, late or unknown to the server. Counting connected clients alone would not do: with SYN cookies, a client can be connected to a server that does not know it.&lt;/p&gt;&lt;p&gt;Linux holds one connection more than the limit: with a backlog of 5, six wait. The limit is the smaller of the backlog and net.core.somaxconn.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;多大的 backlog 才够？&lt;/h3&gt;&lt;p&gt;扫描对某个设置的每个值各做一次同样的实验，每次都在本机内核上的全新私有网络命名空间中进行。不需要 root，也不会触及其他任何东西。&lt;/p&gt;&lt;p&gt;选择要变化的设置和负载，然后按&lt;b&gt;开始扫描&lt;/b&gt;。图表随运行逐步生成：线是各次重复的中位数，色带从最小值到最大值。下方的滑块逐个查看各个值，小图显示该值的一次运行过程；表格中每次运行占一行。双击测点可在实验室中打开。&lt;/p&gt;&lt;p&gt;若在某个值及所有更大的值上，每次重复都没有连接被拒绝、被重置、延迟或为服务器所不知，则建议该值。只数已连接的客户端是不够的：使用 SYN cookie 时，客户端可能连到一个并不知道它的服务器。&lt;/p&gt;&lt;p&gt;Linux 比上限多容纳一个连接：backlog 为 5 时有六个在等待。上限是 backlog 与 net.core.somaxconn 中较小者。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>In the chart</source>
        <translation>在图表中</translation>
    </message>
    <message>
        <source>Zoom; show everything</source>
        <translation>缩放；显示全部</translation>
    </message>
    <message>
        <source>Zoom one axis; with Shift, out</source>
        <translation>缩放单个轴；按住 Shift 为缩小</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Open the point in the lab; a double-click does it too</source>
        <translation>在实验室中打开该测点；双击亦可</translation>
    </message>
    <message>
        <source>The point could not be run again</source>
        <translation>无法再次运行该测点</translation>
    </message>
    <message>
        <source>The point was run again; the figures are still the file&apos;s.</source>
        <translation>该测点已再次运行；各项数字仍来自文件。</translation>
    </message>
    <message>
        <source>The settings of this point are not known</source>
        <translation>不知道该测点的设置</translation>
    </message>
    <message>
        <source>A sweep is running: open the point when it has ended.</source>
        <translation>扫描正在运行：请在结束后再打开该测点。</translation>
    </message>
    <message>
        <source>Running the point again</source>
        <translation>正在再次运行该测点</translation>
    </message>
    <message>
        <source>Mend what is marked above, then start.</source>
        <translation>请先改正上面标出的内容，再开始。</translation>
    </message>
    <message>
        <source>An experiment is running.</source>
        <translation>实验正在运行。</translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepPointBar</name>
    <message>
        <source>Point</source>
        <translation>测点</translation>
    </message>
    <message>
        <source>Point of the sweep</source>
        <translation>扫描的测点</translation>
    </message>
    <message>
        <source>Point of the second setting</source>
        <translation>第二个设置的测点</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1（%2 至 %3）</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 次运行</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 次运行</translation>
    </message>
    <message>
        <source>Open in the lab</source>
        <translation>在实验室中打开</translation>
    </message>
    <message>
        <source>Takes the settings of this point over into the lab (double-click on a point does it too).</source>
        <translation>把该测点的设置带入实验室（双击测点亦可）。</translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepResults</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Results: one row per run</source>
        <translation>结果：每次运行一行</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Copy rows as CSV</source>
        <translation>将行复制为 CSV</translation>
    </message>
    <message>
        <source>Copy rows as Markdown</source>
        <translation>将行复制为 Markdown</translation>
    </message>
    <message>
        <source>one row per run</source>
        <translation>每次运行一行</translation>
    </message>
    <message>
        <source>Standard columns</source>
        <translation>标准列</translation>
    </message>
    <message>
        <source>Open in the lab</source>
        <translation>在实验室中打开</translation>
    </message>
    <message>
        <source>1 run · Ctrl+C copies rows · double-click opens it in the lab</source>
        <translation>1 次运行 · Ctrl+C 复制行 · 双击在实验室中打开</translation>
    </message>
    <message>
        <source>%1 runs · Ctrl+C copies rows · double-click opens one in the lab</source>
        <translation>%1 次运行 · Ctrl+C 复制行 · 双击在实验室中打开</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepRunBox</name>
    <message>
        <source>Start sweep</source>
        <translation>开始扫描</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress of the sweep</source>
        <translation>扫描进度</translation>
    </message>
    <message>
        <source>Ends the sweep now; what is finished is kept.</source>
        <translation>立即结束扫描；已完成的部分会保留。</translation>
    </message>
    <message>
        <source>1 run, about %1</source>
        <translation>1 次运行，约 %1</translation>
    </message>
    <message>
        <source>%1 runs, about %2</source>
        <translation>%1 次运行，约 %2</translation>
    </message>
    <message>
        <source>%1 of %2 · %3 left</source>
        <translation>%1 / %2 · 剩余 %3</translation>
    </message>
</context>
<context>
    <name>ls::pages::SweepView</name>
    <message>
        <source>What each value did</source>
        <translation>每个值的效果</translation>
    </message>
    <message>
        <source>Choose above what to show.</source>
        <translation>请在上方选择要显示的内容。</translation>
    </message>
    <message>
        <source>min, median, max</source>
        <translation>最小、中位、最大</translation>
    </message>
    <message>
        <source>%1 is enough: nothing lost or late from here on</source>
        <translation>%1 已足够：从此处起没有丢失或延迟</translation>
    </message>
    <message>
        <source>median of: %1</source>
        <translation>中位数：%1</translation>
    </message>
</context>
<context>
    <name>ls::pages::TroubleLine</name>
    <message>
        <source>Not to be seen: %1, because %2. %3</source>
        <translation>无法看到：%1，因为 %2。%3</translation>
    </message>
    <message>
        <source>   (+%1 more)</source>
        <translation>   （另有 %1 条）</translation>
    </message>
</context>
<context>
    <name>ls::pages::WirePanel</name>
    <message>
        <source>Off: clients and server share a namespace and speak over loopback, where a handshake takes no time. On: each has a network stack of its own, and every packet passes a link that can delay and lose it.</source>
        <translation>关闭：客户端与服务器同在一个命名空间，经回环通信，握手不花时间。打开：双方各有自己的网络栈，每个数据包都经过一条可以延迟和丢弃它的链路。</translation>
    </message>
    <message>
        <source>A change opens the laboratory anew.</source>
        <translation>更改后会重新打开实验室。</translation>
    </message>
    <message>
        <source>of all</source>
        <translation>全部连接</translation>
    </message>
    <message>
        <source>of the first </source>
        <translation>仅前 </translation>
    </message>
    <message>
        <source>Every packet takes up to so much longer; within a connection none overtakes another.</source>
        <translation>每个数据包最多再慢这么多；同一连接内互不超越。</translation>
    </message>
    <message>
        <source>The probability that a packet is lost, each way</source>
        <translation>数据包丢失的概率，两个方向相同</translation>
    </message>
    <message>
        <source>Holds the last ACK of a handshake, and what the client sends behind it, so much longer: the client is connected, and the server does not know yet.</source>
        <translation>把握手的最后一个 ACK 以及客户端随后发送的内容多扣留这么久：客户端已连接，而服务器还不知道。</translation>
    </message>
    <message>
        <source>Which connections&apos; ACKs are held, in the order of their first SYN</source>
        <translation>扣留哪些连接的 ACK，按其首个 SYN 的先后</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返时延</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>丢包</translation>
    </message>
    <message>
        <source>Late ACK</source>
        <translation>迟到的 ACK</translation>
    </message>
    <message>
        <source>Half-open</source>
        <translation>半开</translation>
    </message>
    <message>
        <source>jitter </source>
        <translation>抖动 </translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Connections with a late ACK</source>
        <translation>ACK 迟到的连接数</translation>
    </message>
    <message>
        <source>Half-open clients</source>
        <translation>半开客户端</translation>
    </message>
    <message>
        <source>%1 packets, %2 under way</source>
        <translation>%1 个数据包，%2 个在途</translation>
    </message>
    <message>
        <source> · %1 lost</source>
        <translation> · 丢失 %1</translation>
    </message>
    <message>
        <source> · %1 held</source>
        <translation> · 扣留 %1</translation>
    </message>
    <message>
        <source> · %1 half-open clients, %2 answered</source>
        <translation> · 半开客户端 %1，已应答 %2</translation>
    </message>
    <message>
        <source> · 99 % at most %1 late</source>
        <translation> · 99 % 至多晚 %1</translation>
    </message>
    <message>
        <source> · %1 dropped by the wire itself: the figures are not to be trusted</source>
        <translation> · 线路自身丢弃 %1：这些数字不可信</translation>
    </message>
    <message>
        <source>up </source>
        <translation>上行 </translation>
    </message>
    <message>
        <source>half each way</source>
        <translation>每个方向一半</translation>
    </message>
    <message>
        <source>How fast they come</source>
        <translation>到来的速度</translation>
    </message>
    <message>
        <source>There and back</source>
        <translation>一去一回</translation>
    </message>
    <message>
        <source>How much of the round trip is the way from the clients to the server</source>
        <translation>往返时延中从客户端到服务器的部分</translation>
    </message>
    <message>
        <source>SYNs that the wire itself sends from addresses where nobody answers. A change sends that many anew.</source>
        <translation>由线路自身发出的 SYN，来自无人应答的地址。更改后会重新发送这么多。</translation>
    </message>
    <message>
        <source>Way up</source>
        <translation>上行</translation>
    </message>
    <message>
        <source>Half-open clients per second</source>
        <translation>每秒半开客户端数</translation>
    </message>
    <message>
        <source>What clients and server speak, over loopback (127.0.0.1 or ::1) or over the wire.</source>
        <translation>客户端与服务器使用的 IP 版本，无论经回环（127.0.0.1 或 ::1）还是经线路。</translation>
    </message>
    <message>
        <source>Address family</source>
        <translation>地址族</translation>
    </message>
    <message>
        <source>A wire between clients and server</source>
        <translation>客户端与服务器之间接线路</translation>
    </message>
    <message>
        <source> · over TUN devices: packets have the time when the wire read them</source>
        <translation> · 经由 TUN 设备：数据包的时间是线路读取它的时刻</translation>
    </message>
</context>
<context>
    <name>ls::plot::EventLane</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>ls::plot::Format</name>
    <message>
        <source>%1 G</source>
        <translation>%1 G</translation>
    </message>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1 k</source>
        <translation>%1 k</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>ls::plot::LadderPainter</name>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>held %1</source>
        <translation>扣留 %1</translation>
    </message>
</context>
<context>
    <name>ls::plot::LadderView</name>
    <message>
        <source>Packet ladder</source>
        <translation>数据包梯形图</translation>
    </message>
    <message>
        <source>Packet %1 of %2: %3</source>
        <translation>第 %1 个数据包，共 %2 个：%3</translation>
    </message>
    <message>
        <source>%1; %2 packets</source>
        <translation>%1；%2 个数据包</translation>
    </message>
</context>
<context>
    <name>ls::plot::LatencyHeatMap</name>
    <message>
        <source>connects</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>slowest</source>
        <translation>最慢</translation>
    </message>
    <message>
        <source>below %1</source>
        <translation>低于 %1</translation>
    </message>
</context>
<context>
    <name>ls::plot::LatencyHistogramPlot</name>
    <message>
        <source>connects</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Plot: %1</source>
        <translation>图：%1</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2: %n connect(s)</source>
        <translation>
            <numerusform>%1 至 %2：%n 个连接</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图像</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
</context>
<context>
    <name>ls::plot::LinkedPlot</name>
    <message>
        <source>Arrows move, plus and minus zoom, zero resets, space shows the crosshair, A and B set the cursors.</source>
        <translation>方向键移动，加减号缩放，零键复位，空格显示十字线，A 和 B 设置光标。</translation>
    </message>
    <message>
        <source>Plot: %1</source>
        <translation>图：%1</translation>
    </message>
    <message>
        <source>Plot: %1, in %2</source>
        <translation>图：%1，单位 %2</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图像</translation>
    </message>
    <message>
        <source>Copy visible data</source>
        <translation>复制可见数据</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation>复位视图</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
</context>
<context>
    <name>ls::plot::PlotOverlay</name>
    <message>
        <source>Δ %1</source>
        <translation>Δ %1</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Δt %1</source>
        <translation>Δt %1</translation>
    </message>
</context>
<context>
    <name>ls::plot::SweepChart</name>
    <message>
        <source>Chart of the sweep</source>
        <translation>扫描图表</translation>
    </message>
    <message>
        <source>Open in the lab</source>
        <translation>在实验室中打开</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图像</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
</context>
<context>
    <name>ls::widgets::ExportDialog</name>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>PNG: the picture</source>
        <translation>PNG：图片</translation>
    </message>
    <message>
        <source>PNG: the picture, twice the size</source>
        <translation>PNG：图片，两倍大小</translation>
    </message>
    <message>
        <source>SVG: the picture, for editing</source>
        <translation>SVG：图片，便于编辑</translation>
    </message>
    <message>
        <source>PDF: the picture, for printing</source>
        <translation>PDF：图片，便于打印</translation>
    </message>
    <message>
        <source>To the clipboard:</source>
        <translation>到剪贴板：</translation>
    </message>
    <message>
        <source>Copied: %1.</source>
        <translation>已复制：%1。</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>图像(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Data</source>
        <translation>数据(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Markdown</source>
        <translation>&amp;Markdown</translation>
    </message>
    <message>
        <source>Not saved: %1. Choose another place.</source>
        <translation>未保存：%1。请选择其他位置。</translation>
    </message>
    <message>
        <source>Visible range</source>
        <translation>可见范围</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>CSV: the data, settings in # lines</source>
        <translation>CSV：数据，设置写在 # 行中</translation>
    </message>
    <message>
        <source>Of the data, for CSV and for copying. A picture is always what is to be seen.</source>
        <translation>数据的时间范围，用于 CSV 和复制。图片始终是当前所见。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>已取消，没有写入任何内容。</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>writing is not allowed there</source>
        <translation>那里不允许写入</translation>
    </message>
    <message>
        <source>the disk can only be read</source>
        <translation>磁盘为只读</translation>
    </message>
</context>
<context>
    <name>ls::widgets::ExportPlace</name>
    <message>
        <source>Replace the file that is there</source>
        <translation>替换已有文件</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>File &amp;name</source>
        <translation>文件名(&amp;N)</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>没有这个文件夹。</translation>
    </message>
    <message>
        <source>Give a file name without a slash.</source>
        <translation>请填写不含斜杠的文件名。</translation>
    </message>
    <message>
        <source>A file of this name exists.</source>
        <translation>已有同名文件。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
</context>
<context>
    <name>ls::widgets::FilterField</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter of the table</source>
        <translation>表格的筛选</translation>
    </message>
    <message>
        <source>No row has this text.</source>
        <translation>没有包含此文字的行。</translation>
    </message>
    <message>
        <source>Shows the rows that have this text. Ctrl+F or / comes here, Esc clears it.</source>
        <translation>只显示包含此文字的行。按 Ctrl+F 或 / 跳到这里，按 Esc 清除。</translation>
    </message>
</context>
<context>
    <name>ls::widgets::PageSwitch</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>%1 (Alt+%2)</source>
        <translation>%1（Alt+%2）</translation>
    </message>
</context>
<context>
    <name>ls::widgets::RecordColumns</name>
    <message>
        <source>Standard columns</source>
        <translation>标准列</translation>
    </message>
</context>
<context>
    <name>ls::widgets::RecordTable</name>
    <message>
        <source>Copy rows</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Copy rows as CSV</source>
        <translation>将行复制为 CSV</translation>
    </message>
    <message>
        <source>Copy rows as Markdown</source>
        <translation>将行复制为 Markdown</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
</context>
<context>
    <name>ls::widgets::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Forget everything</source>
        <translation>全部忘记(&amp;F)</translation>
    </message>
    <message>
        <source>Settings, layout, folders and the last experiment go back to what a first start has.</source>
        <translation>设置、布局、文件夹和上次的实验都恢复为首次启动时的状态。</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>The language changes at the next start.</source>
        <translation>语言将在下次启动时更改。</translation>
    </message>
    <message>
        <source>Everything remembered has been forgotten.</source>
        <translation>所有记住的内容都已清除。</translation>
    </message>
</context>
</TS>
