// SPDX-License-Identifier: Apache-2.0
// Plays the agent's status pipe inside of Wine, for tests: outbound only, one client after the
// other. usage: status_pipe PIPE FILE    Writes FILE to each client. A line on standard input drops
// the client, another makes the pipe for the next one.
#include <cstdio>
#include <vector>

#include <windows.h>

namespace {

// false at the end of the input.
bool waitForLine()
{
    int character = 0;
    do
        character = std::getchar();
    while (character != '\n' && character != EOF);
    return character == '\n';
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc != 3)
        return 2;
    std::vector<char> content(1 << 20);
    std::FILE *file = std::fopen(argv[2], "rb");
    if (!file)
        return 1;
    content.resize(std::fread(content.data(), 1, content.size(), file));
    std::fclose(file);
    do {
        const HANDLE pipe =
            CreateNamedPipeA(argv[1], PIPE_ACCESS_OUTBOUND | FILE_FLAG_FIRST_PIPE_INSTANCE,
                             PIPE_TYPE_BYTE | PIPE_REJECT_REMOTE_CLIENTS, 1, 65536, 0, 0, nullptr);
        if (pipe == INVALID_HANDLE_VALUE)
            return 1;
        ConnectNamedPipe(pipe, nullptr);
        DWORD written = 0;
        WriteFile(pipe, content.data(), DWORD(content.size()), &written, nullptr);
        std::printf("wrote %lu of %zu\n", written, content.size());
        std::fflush(stdout);
        const bool told = waitForLine();
        CloseHandle(pipe);
        if (!told)
            return 0;
    } while (waitForLine());
    return 0;
}
