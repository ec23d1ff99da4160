// SPDX-License-Identifier: Apache-2.0
// Parses the options and hands over: to the agent, or to the tool beside it.
int main()
{
    return 0;
}
