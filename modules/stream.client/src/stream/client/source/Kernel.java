package stream.client.source;

import java.lang.foreign.MemorySegment;

/// The calls to the Linux kernel that [WebcamSource] makes; an interface, so that tests can answer as a
/// camera's driver does.
///
/// A result below zero is an error's number with a minus before it, such as `-EBUSY`.
///
/// **Threads.** One at a time for each file.
interface Kernel {
    /// `errno-base.h`
    int ENOENT = 2;
    int EIO = 5;
    int ENXIO = 6;
    int EAGAIN = 11;
    int EACCES = 13;
    int EBUSY = 16;
    int ENODEV = 19;
    int EINVAL = 22;
    int ENOTTY = 25;
    int ENOSPC = 28;

    /// `open(2)` for reading and writing, never to wait.
    ///
    /// @return the file's number
    int open(String file);

    /// `ioctl(2)`
    ///
    /// @param request as [V4l2] numbers them
    /// @param argument what the request reads and writes
    int ioctl(int file, int request, MemorySegment argument);

    /// `mmap(2)`, shared, for reading and writing.
    ///
    /// @return null when the kernel refuses
    MemorySegment mmap(int file, long offset, long bytes);

    void munmap(MemorySegment memory);

    void close(int file);
}
