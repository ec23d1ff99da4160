# SPDX-License-Identifier: Apache-2.0
# Completes qtga in fish. Rendered by tools/render/completion.py; don't edit.

function __qtga_is_agent
    set -l words (commandline -opc)
    test (count $words) -eq 1; or string match -q -- '-*' $words[2]
end

# The command that `call` is given: its first word that is no option.
function __qtga_command
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test $words[2] = call; or return
    for word in $words[3..-1]
        if not string match -q -- '-*' $word
            echo $word
            return
        end
    end
end

function __qtga_needs_command
    __fish_seen_subcommand_from call; and test -z (__qtga_command)
end

function __qtga_command_is
    set -l command (__qtga_command)
    test "$command" = $argv[1]
end

complete -c qtga -n __qtga_is_agent -s d -l daemonize -d 'run in the background, with a pid file'
complete -c qtga -n __qtga_is_agent -s m -l method -d 'the transport to the host' -x -a 'virtio-serial isa-serial unix-listen vsock-listen'
complete -c qtga -n __qtga_is_agent -s p -l path -d 'the transport'\''s device or socket' -r
complete -c qtga -n __qtga_is_agent -s l -l logfile -d 'append the log to FILE' -r
complete -c qtga -n __qtga_is_agent -s f -l pidfile -d 'the pid file of --daemonize' -r
complete -c qtga -n __qtga_is_agent -s F -l fsfreeze-hook -d 'run FILE with '\''freeze'\'' before and with '\''thaw'\'' after a freeze' -r
complete -c qtga -n __qtga_is_agent -s t -l statedir -d 'keep state in the existing directory DIR' -r
complete -c qtga -n __qtga_is_agent -s v -l verbose -d 'log everything but contents'
complete -c qtga -n __qtga_is_agent -s r -l retry-path -d 'wait for the path where it is missing, and open it again after an error'
complete -c qtga -n __qtga_is_agent -s b -l block-rpcs -d 'commands that are refused, separated by commas without spaces' -r
complete -c qtga -n __qtga_is_agent -s a -l allow-rpcs -d 'the only commands that are allowed, written as for --block-rpcs, which goes before it' -r
complete -c qtga -n __qtga_is_agent -s c -l config -d 'read FILE in place of the configuration file' -r
complete -c qtga -n __qtga_is_agent -s D -l dump-conf -d 'print the configuration that is in effect, as a file, and exit'
complete -c qtga -n __qtga_is_agent -s V -l version -d 'print the version and exit'
complete -c qtga -n __qtga_is_agent -s h -l help -d 'print this and exit'
complete -c qtga -n __fish_use_subcommand -f -a audit -d 'Read what the host did'
complete -c qtga -n '__fish_seen_subcommand_from audit' -l since -r
complete -c qtga -n '__fish_seen_subcommand_from audit' -l command -r
complete -c qtga -n '__fish_seen_subcommand_from audit' -l outcome -r
complete -c qtga -n '__fish_seen_subcommand_from audit' -l json
complete -c qtga -n '__fish_seen_subcommand_from audit' -l follow
complete -c qtga -n '__fish_seen_subcommand_from audit' -l file -r
complete -c qtga -n '__fish_seen_subcommand_from audit' -l config -r
complete -c qtga -n __fish_use_subcommand -f -a call -d 'Have an agent carry out a command'
complete -c qtga -n '__fish_seen_subcommand_from call' -l socket -r -d 'the agent'\''s socket'
complete -c qtga -n '__fish_seen_subcommand_from call' -l timeout -r -d 'how long the agent may be silent (default'
complete -c qtga -n '__fish_seen_subcommand_from call' -l list -d 'show the agent'\''s commands and which of them are on'
complete -c qtga -n '__fish_seen_subcommand_from call' -l wait -d 'with guest-exec'
complete -c qtga -n '__fish_seen_subcommand_from call' -l decode -d 'show base64 that holds text as that text'
complete -c qtga -n '__fish_seen_subcommand_from call' -l compact -d 'print one line'
complete -c qtga -n '__fish_seen_subcommand_from call' -l raw -d 'send what is typed without a look at the catalogue'
complete -c qtga -n '__fish_seen_subcommand_from call' -l show-request -d 'print the request to the standard error'
complete -c qtga -n __fish_use_subcommand -f -a copy -d 'Copy a file to a guest or from it'
complete -c qtga -n '__fish_seen_subcommand_from copy' -l socket -r -d 'the agent'\''s socket'
complete -c qtga -n '__fish_seen_subcommand_from copy' -l timeout -r -d 'how long the agent may be silent (default'
complete -c qtga -n '__fish_seen_subcommand_from copy' -l verify -r -d 'compare SHA-256 sums at the end'
complete -c qtga -n '__fish_seen_subcommand_from copy' -l chunk -r -d 'how much to carry in one request (default'
complete -c qtga -n '__fish_seen_subcommand_from copy' -l window -r -d 'how many requests to send ahead of the answers (default'
complete -c qtga -n '__fish_seen_subcommand_from copy' -l quiet -d 'no progress, no summary'
complete -c qtga -n __fish_use_subcommand -f -a doctor -d 'Look at all that lies between host and agent, and say what to do'
complete -c qtga -n '__fish_seen_subcommand_from doctor' -l json
complete -c qtga -n '__fish_seen_subcommand_from doctor' -l config -r
complete -c qtga -n __fish_use_subcommand -f -a freeze-plan -d 'Show what a freeze would do'
complete -c qtga -n '__fish_seen_subcommand_from freeze-plan' -l json
complete -c qtga -n '__fish_seen_subcommand_from freeze-plan' -l config -r
complete -c qtga -n __fish_use_subcommand -f -a freeze-test -d 'Freeze for TIME (as 2s), thaw, tell the times'
complete -c qtga -n '__fish_seen_subcommand_from freeze-test' -l config -r
complete -c qtga -n __fish_use_subcommand -f -a pause -d 'Pause host access: refuse whatever the host asks for'
complete -c qtga -n '__fish_seen_subcommand_from pause' -l config -r
complete -c qtga -n __fish_use_subcommand -f -a policy -d 'Tell what the host may do'
complete -c qtga -n '__fish_seen_subcommand_from policy' -l json
complete -c qtga -n '__fish_seen_subcommand_from policy' -l config -r
complete -c qtga -n __fish_use_subcommand -f -a resume -d 'Give the host access again'
complete -c qtga -n '__fish_seen_subcommand_from resume' -l config -r
complete -c qtga -n __fish_use_subcommand -f -a sandbox -d 'Print what systemd can take from the agent under its configuration'
complete -c qtga -n '__fish_seen_subcommand_from sandbox' -l config -r
complete -c qtga -n __fish_use_subcommand -f -a schema -d 'Print the catalogue of commands, or the program'\''s own options'
complete -c qtga -n '__fish_seen_subcommand_from schema' -l format -x -a 'json markdown man program'
complete -c qtga -n __fish_use_subcommand -f -a status -d 'Tell how the agent is, and what the host does'
complete -c qtga -n '__fish_seen_subcommand_from status' -l json
complete -c qtga -n '__fish_seen_subcommand_from status' -l follow
complete -c qtga -n '__fish_seen_subcommand_from status' -l address -r
complete -c qtga -n '__fish_seen_subcommand_from status' -l config -r
complete -c qtga -n __fish_use_subcommand -f -a thaw -d 'Thaw what the host froze, now'
complete -c qtga -n '__fish_seen_subcommand_from thaw' -l config -r
complete -c qtga -n __qtga_needs_command -f -a guest-exec -d 'Start a program'
complete -c qtga -n '__qtga_command_is guest-exec' -a 'path=' -d 'the program, looked for in PATH where it has no slash'
complete -c qtga -n '__qtga_command_is guest-exec' -a 'arg=' -d 'its arguments'
complete -c qtga -n '__qtga_command_is guest-exec' -a 'env=' -d 'its whole environment, as NAME=VALUE; the agent'\''s own by default'
complete -c qtga -n '__qtga_command_is guest-exec' -a 'input-data=' -d 'what it reads from its standard input'
complete -c qtga -n '__qtga_command_is guest-exec' -a 'capture-output=true capture-output=false capture-output=none capture-output=stdout capture-output=stderr capture-output=separated capture-output=merged' -d 'which of its output to keep for guest-exec-status'
complete -c qtga -n __qtga_needs_command -f -a guest-exec-status -d 'Tell whether a program that guest-exec started has ended, and what it wrote'
complete -c qtga -n '__qtga_command_is guest-exec-status' -a 'pid=' -d 'what guest-exec returned'
complete -c qtga -n __qtga_needs_command -f -a guest-file-close -d 'Close a file'
complete -c qtga -n '__qtga_command_is guest-file-close' -a 'handle=' -d 'what guest-file-open returned'
complete -c qtga -n __qtga_needs_command -f -a guest-file-flush -d 'Write out what is buffered for a file'
complete -c qtga -n '__qtga_command_is guest-file-flush' -a 'handle=' -d 'what guest-file-open returned'
complete -c qtga -n __qtga_needs_command -f -a guest-file-open -d 'Open a file and return a handle for it'
complete -c qtga -n '__qtga_command_is guest-file-open' -a 'path=' -d 'the file; a relative path starts at the agent'\''s working directory'
complete -c qtga -n '__qtga_command_is guest-file-open' -a 'mode=' -d 'as fopen(3) has it; "r" by default'
complete -c qtga -n __qtga_needs_command -f -a guest-file-read -d 'Read from a file'
complete -c qtga -n '__qtga_command_is guest-file-read' -a 'handle=' -d 'what guest-file-open returned'
complete -c qtga -n '__qtga_command_is guest-file-read' -a 'count=' -d 'the most bytes to read, up to 48 MiB; 4096 by default'
complete -c qtga -n __qtga_needs_command -f -a guest-file-seek -d 'Set the position in a file'
complete -c qtga -n '__qtga_command_is guest-file-seek' -a 'handle=' -d 'what guest-file-open returned'
complete -c qtga -n '__qtga_command_is guest-file-seek' -a 'offset=' -d 'bytes, may be negative'
complete -c qtga -n '__qtga_command_is guest-file-seek' -a 'whence=set whence=cur whence=end' -d 'from where: the start, here or the end'
complete -c qtga -n __qtga_needs_command -f -a guest-file-write -d 'Write to a file'
complete -c qtga -n '__qtga_command_is guest-file-write' -a 'handle=' -d 'what guest-file-open returned'
complete -c qtga -n '__qtga_command_is guest-file-write' -a 'buf-b64=' -d 'the bytes to write'
complete -c qtga -n '__qtga_command_is guest-file-write' -a 'count=' -d 'how many of them to write; all by default'
complete -c qtga -n __qtga_needs_command -f -a guest-fsfreeze-freeze -d 'Flush and freeze all local file systems; returns how many are frozen'
complete -c qtga -n __qtga_needs_command -f -a guest-fsfreeze-freeze-list -d 'Flush and freeze the named file systems; returns how many are frozen'
complete -c qtga -n '__qtga_command_is guest-fsfreeze-freeze-list' -a 'mountpoints=' -d 'the file systems to freeze, by mount point; all that can be frozen by default'
complete -c qtga -n __qtga_needs_command -f -a guest-fsfreeze-status -d 'Tell whether file systems are frozen'
complete -c qtga -n __qtga_needs_command -f -a guest-fsfreeze-thaw -d 'Thaw all file systems; returns how many were frozen'
complete -c qtga -n __qtga_needs_command -f -a guest-fstrim -d 'Discard the blocks that no file system uses'
complete -c qtga -n '__qtga_command_is guest-fstrim' -a 'minimum=' -d 'smallest free range to discard, in bytes; 0 by default'
complete -c qtga -n __qtga_needs_command -f -a guest-get-cpustats -d 'Time that each processor spent, by kind'
complete -c qtga -n __qtga_needs_command -f -a guest-get-devices -d 'Virtual devices and their drivers'
complete -c qtga -n __qtga_needs_command -f -a guest-get-disks -d 'Disks and partitions, where they are attached and what they lie on'
complete -c qtga -n __qtga_needs_command -f -a guest-get-diskstats -d 'Input and output counters of each block device'
complete -c qtga -n __qtga_needs_command -f -a guest-get-fsinfo -d 'Mounted file systems, their size and their disks'
complete -c qtga -n __qtga_needs_command -f -a guest-get-host-name -d 'The guest'\''s host name'
complete -c qtga -n __qtga_needs_command -f -a guest-get-load -d 'Load averages'
complete -c qtga -n __qtga_needs_command -f -a guest-get-memory-block-info -d 'Size of a memory block'
complete -c qtga -n __qtga_needs_command -f -a guest-get-memory-blocks -d 'Memory blocks and whether they are in use'
complete -c qtga -n __qtga_needs_command -f -a guest-get-osinfo -d 'Operating system and kernel'
complete -c qtga -n __qtga_needs_command -f -a guest-get-time -d 'The guest'\''s time, in nanoseconds since 1970-01-01 UTC'
complete -c qtga -n __qtga_needs_command -f -a guest-get-timezone -d 'The guest'\''s time zone'
complete -c qtga -n __qtga_needs_command -f -a guest-get-users -d 'Users logged in'
complete -c qtga -n __qtga_needs_command -f -a guest-get-vcpus -d 'Processors and whether they are in use'
complete -c qtga -n __qtga_needs_command -f -a guest-info -d 'The agent'\''s version and its commands'
complete -c qtga -n __qtga_needs_command -f -a guest-network-get-interfaces -d 'Network interfaces, their addresses and counters'
complete -c qtga -n __qtga_needs_command -f -a guest-network-get-route -d 'The routing table'
complete -c qtga -n __qtga_needs_command -f -a guest-ping -d 'Do nothing, to show that the agent answers'
complete -c qtga -n __qtga_needs_command -f -a guest-set-memory-blocks -d 'Bring memory blocks on or off line'
complete -c qtga -n '__qtga_command_is guest-set-memory-blocks' -a 'mem-blks=' -d 'the blocks to bring on or off line'
complete -c qtga -n __qtga_needs_command -f -a guest-set-time -d 'Set the guest'\''s clock'
complete -c qtga -n '__qtga_command_is guest-set-time' -a 'time=' -d 'nanoseconds since 1970-01-01 UTC; without it the clock is set from the hardware clock'
complete -c qtga -n __qtga_needs_command -f -a guest-set-user-password -d 'Set a user'\''s password'
complete -c qtga -n '__qtga_command_is guest-set-user-password' -a 'username=' -d 'the user'
complete -c qtga -n '__qtga_command_is guest-set-user-password' -a 'password=' -d 'the new password'
complete -c qtga -n '__qtga_command_is guest-set-user-password' -a 'crypted=true crypted=false' -d 'whether the password is already in the form of crypt(3)'
complete -c qtga -n __qtga_needs_command -f -a guest-set-vcpus -d 'Bring processors on or off line; returns how many were processed'
complete -c qtga -n '__qtga_command_is guest-set-vcpus' -a 'vcpus=' -d 'the processors to bring on or off line'
complete -c qtga -n __qtga_needs_command -f -a guest-shutdown -d 'Shut the guest down'
complete -c qtga -n '__qtga_command_is guest-shutdown' -a 'mode=' -d '"powerdown" (the default), "halt" or "reboot"'
complete -c qtga -n __qtga_needs_command -f -a guest-ssh-add-authorized-keys -d 'Add OpenSSH keys to a user'\''s authorized_keys'
complete -c qtga -n '__qtga_command_is guest-ssh-add-authorized-keys' -a 'username=' -d 'the user'
complete -c qtga -n '__qtga_command_is guest-ssh-add-authorized-keys' -a 'keys=' -d 'OpenSSH public keys, one line each'
complete -c qtga -n '__qtga_command_is guest-ssh-add-authorized-keys' -a 'reset=true reset=false' -d 'whether these keys replace those that are there'
complete -c qtga -n __qtga_needs_command -f -a guest-ssh-get-authorized-keys -d 'The OpenSSH keys of a user'\''s authorized_keys'
complete -c qtga -n '__qtga_command_is guest-ssh-get-authorized-keys' -a 'username=' -d 'the user'
complete -c qtga -n __qtga_needs_command -f -a guest-ssh-remove-authorized-keys -d 'Remove OpenSSH keys from a user'\''s authorized_keys'
complete -c qtga -n '__qtga_command_is guest-ssh-remove-authorized-keys' -a 'username=' -d 'the user'
complete -c qtga -n '__qtga_command_is guest-ssh-remove-authorized-keys' -a 'keys=' -d 'the lines to remove'
complete -c qtga -n __qtga_needs_command -f -a guest-suspend-disk -d 'Suspend the guest to disk'
complete -c qtga -n __qtga_needs_command -f -a guest-suspend-hybrid -d 'Suspend the guest to memory, with its state saved on disk too'
complete -c qtga -n __qtga_needs_command -f -a guest-suspend-ram -d 'Suspend the guest to memory'
complete -c qtga -n __qtga_needs_command -f -a guest-sync -d 'Return the client'\''s number, so that it can tell stale answers from new ones'
complete -c qtga -n '__qtga_command_is guest-sync' -a 'id=' -d 'a number of the client'\''s choice, returned as it is'
complete -c qtga -n __qtga_needs_command -f -a guest-sync-delimited -d 'As guest-sync, with the byte 0xFF before the answer'
complete -c qtga -n '__qtga_command_is guest-sync-delimited' -a 'id=' -d 'a number of the client'\''s choice, returned as it is'
