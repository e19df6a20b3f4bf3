<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
<name>Sysctl</name>
<message>
<source>Largest accept queue any listen() in this namespace can get; listen() takes the smaller of this and its own argument.</source>
<translation>本命名空间中任何 listen() 能得到的最大接受队列；listen() 取此值与其自身参数中较小者。</translation>
</message>
<message>
<source>With SYN cookies off, peers not seen before are dropped once the SYN queue is over three quarters of this; with cookies on it has no effect.</source>
<translation>关闭 SYN cookie 时，一旦 SYN 队列超过此值的四分之三，就丢弃未见过的对端；启用 cookie 时无效。</translation>
</message>
<message>
<source>What to do when the SYN queue is full: 0 drop the SYN, 1 answer with a cookie and remember nothing, 2 always answer with a cookie.</source>
<translation>SYN 队列已满时的做法：0 丢弃 SYN，1 用 cookie 应答且不记录，2 总是用 cookie 应答。</translation>
</message>
<message>
<source>When the last ACK of a handshake meets a full accept queue: 0 ignore it (the client believes it is connected), 1 reset the client.</source>
<translation>握手的最后一个 ACK 遇到已满的接受队列时：0 忽略它（客户端以为已连接），1 重置客户端。</translation>
</message>
<message>
<source>How often the server repeats a SYN/ACK before it forgets a half-open connection.</source>
<translation>服务器在忘记一个半开连接之前重传 SYN/ACK 的次数。</translation>
</message>
<message>
<source>How often a client repeats its SYN, with the waiting time doubled each time, before connect() fails with ETIMEDOUT.</source>
<translation>客户端重传 SYN 的次数，每次等待时间加倍，之后 connect() 以 ETIMEDOUT 失败。</translation>
</message>
<message>
<source>How many SYN retransmits stay one second apart before the waiting time doubles.</source>
<translation>有多少次 SYN 重传保持一秒间隔，之后等待时间才加倍。</translation>
</message>
<message>
<source>Bits: 1 client, 2 server may carry data in the SYN (TCP Fast Open); further bits relax its cookies.</source>
<translation>位：1 客户端、2 服务器可以在 SYN 中携带数据（TCP Fast Open）；其余位放宽其 cookie。</translation>
</message>
<message>
<source>When a listener of an SO_REUSEPORT group closes: 0 its queued connections are reset, 1 they move to another member.</source>
<translation>SO_REUSEPORT 组中的一个监听者关闭时：0 重置其排队的连接，1 移交给另一成员。</translation>
</message>
<message>
<source>First and last port the kernel gives to clients that did not choose one; the load clients stay inside it.</source>
<translation>内核分配给未自选端口的客户端的首末端口；负载客户端在此范围内。</translation>
</message>
<message>
<source>Ports the kernel never gives out by itself.</source>
<translation>内核从不自行分配的端口。</translation>
</message>
<message>
<source>Seconds a closed connection may wait in FIN_WAIT2 for the other side's FIN.</source>
<translation>已关闭的连接在 FIN_WAIT2 中等待对方 FIN 的秒数。</translation>
</message>
<message>
<source>May a new connection take the ports of one in TIME_WAIT: 0 no, 1 yes, 2 on loopback only.</source>
<translation>新连接能否使用处于 TIME_WAIT 的连接的端口：0 否，1 是，2 仅限回环。</translation>
</message>
<message>
<source>How many connections may be in TIME_WAIT; more are closed at once.</source>
<translation>处于 TIME_WAIT 的连接数上限；超出的立即关闭。</translation>
</message>
<message>
<source>TCP timestamps: 0 off, 1 with a random offset per connection, 2 without; cookies keep window scaling and SACK only with them.</source>
<translation>TCP 时间戳：0 关闭，1 每个连接随机偏移，2 无偏移；只有启用时 cookie 才能保留窗口缩放和 SACK。</translation>
</message>
<message>
<source>Seconds of silence before the first keep-alive probe, for sockets that asked for probes.</source>
<translation>对请求探测的套接字，发送第一个保活探测之前的静默秒数。</translation>
</message>
<message>
<source>Seconds between keep-alive probes.</source>
<translation>保活探测之间的秒数。</translation>
</message>
<message>
<source>Unanswered keep-alive probes before a connection is dropped.</source>
<translation>连接被断开之前未得到应答的保活探测数。</translation>
</message>
<message>
<source>Retransmits of data before an established connection is given up.</source>
<translation>放弃一个已建立的连接之前重传数据的次数。</translation>
</message>
<message>
<source>Retransmits before a connection that its program has closed is given up; 0 means 8.</source>
<translation>放弃一个程序已关闭的连接之前的重传次数；0 表示 8。</translation>
</message>
<message>
<source>Smallest, initial and largest receive buffer of a TCP socket, in bytes.</source>
<translation>TCP 套接字接收缓冲区的最小、初始和最大字节数。</translation>
</message>
<message>
<source>Smallest, initial and largest send buffer of a TCP socket, in bytes.</source>
<translation>TCP 套接字发送缓冲区的最小、初始和最大字节数。</translation>
</message>
<message>
<source>Congestion control of new sockets.</source>
<translation>新套接字的拥塞控制算法。</translation>
</message>
</context>
</TS>
