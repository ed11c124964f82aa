/* The least that relaying can cost: one write(2) for each packet and viewer, nothing else.
 *
 * Answers every WebSocket handshake without looking at it, reads nothing after that, and sends each
 * viewer of each stream one binary frame per tick, stamped with the time of the tick as a media
 * packet of PROTOCOL.md is. Which stream a viewer wants is the number that ends the channel's name in
 * /api/channels/loadN/watch. stream-load measures it as it measures the server.
 *
 * Usage: raw_writer PORT STREAMS FRAMES_PER_SECOND BITRATE_KBPS
 */
#define _GNU_SOURCE /* ppoll */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAX_STREAMS 10000
#define HEADER 24

struct stream { int *sockets; size_t *left; int count, room; uint32_t sequence; };

static struct stream streams[MAX_STREAMS];

static int64_t nanos(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void put(unsigned char *at, uint64_t value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--, value >>= 8) at[i] = (unsigned char) value;
}

static void add_viewer(struct stream *s, int fd) {
    if (s->count == s->room) {
        s->room = s->room ? s->room * 2 : 16;
        s->sockets = realloc(s->sockets, s->room * sizeof *s->sockets);
        s->left = realloc(s->left, s->room * sizeof *s->left);
        if (!s->sockets || !s->left) { perror("realloc"); exit(1); }
    }
    s->sockets[s->count] = fd;
    s->left[s->count++] = 0;
}

/* Takes one connection and reads its request, which the load tool sends at once. */
static void take(int listener, int count) {
    int fd = accept(listener, NULL, NULL);
    if (fd < 0) return;
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    char request[8192];
    size_t have = 0;
    while (have < sizeof request - 1) {
        ssize_t n = read(fd, request + have, 1);
        if (n != 1) { close(fd); return; }
        request[++have] = 0;
        if (have >= 4 && !memcmp(request + have - 4, "\r\n\r\n", 4)) break;
    }
    static const char answer[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    if (write(fd, answer, sizeof answer - 1) < 0) { close(fd); return; }
    char *channel = strstr(request, "/api/channels/");
    if (!channel) return; /* a publisher: stays open, unread */
    channel += strcspn(channel, "0123456789");
    int index = atoi(channel) - 1;
    if (index < 0 || index >= count) { close(fd); return; }
    fcntl(fd, F_SETFL, O_NONBLOCK);
    add_viewer(&streams[index], fd);
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: raw_writer PORT STREAMS FRAMES_PER_SECOND BITRATE_KBPS\n");
        return 2;
    }
    int port = atoi(argv[1]), count = atoi(argv[2]), fps = atoi(argv[3]), kbps = atoi(argv[4]);
    if (count < 1 || count > MAX_STREAMS || fps < 1 || kbps < 10) return 2;
    signal(SIGPIPE, SIG_IGN);

    size_t payload = HEADER + (size_t) kbps * 125 / fps, start = payload < 65536 ? 4 : 10, length = start + payload;
    unsigned char *frame = calloc(1, length);
    if (!frame) return 1;
    frame[0] = 0x82;
    frame[1] = payload < 65536 ? 126 : 127;
    put(frame + 2, payload, payload < 65536 ? 2 : 8);
    frame[start] = 1;

    int listener = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    if (bind(listener, (struct sockaddr *) &address, sizeof address) || listen(listener, 4096)) { perror("bind"); return 1; }
    printf("listening\n");
    fflush(stdout);

    int64_t tick = 1000000000LL / fps / count, due = nanos(CLOCK_MONOTONIC);
    for (int next = 0;; next = (next + 1) % count) {
        for (int64_t wait = due - nanos(CLOCK_MONOTONIC); wait > 0; wait = due - nanos(CLOCK_MONOTONIC)) {
            struct pollfd p = { .fd = listener, .events = POLLIN };
            struct timespec t = { .tv_sec = wait / 1000000000LL, .tv_nsec = wait % 1000000000LL };
            if (ppoll(&p, 1, &t, NULL) > 0) take(listener, count);
        }
        due += tick;
        struct stream *s = &streams[next];
        put(frame + start + 4, ++s->sequence, 4);
        put(frame + start + 16, (uint64_t) (nanos(CLOCK_REALTIME) / 1000), 8);
        for (int i = 0; i < s->count; i++) {
            /* A frame that went out in part is finished before the next; what does not fit is skipped. */
            size_t from = s->left[i] ? length - s->left[i] : 0;
            ssize_t n = write(s->sockets[i], frame + from, length - from);
            if (n < 0 && errno != EAGAIN) {
                close(s->sockets[i]);
                s->sockets[i] = s->sockets[--s->count];
                s->left[i] = s->left[s->count];
                i--;
            } else if (n >= 0 && (n > 0 || s->left[i])) {
                s->left[i] = length - from - n;
            }
        }
    }
}
