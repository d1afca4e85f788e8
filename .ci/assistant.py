"""Speaks to the server for assistants as the official client of the protocol: PROGRAM FOLDER."""

import asyncio
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client

crosscheck, folder = sys.argv[1:]


async def main():
    server = StdioServerParameters(command=crosscheck, args=["mcp", "--root", folder])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        tools = {it.name for it in (await session.list_tools()).tools}
        # The client holds each answer against the schema that the tool promises.
        sources = {"paths": ["forum-brief.md", "year-in-review.md"]}
        calls = {
            "check_draft": {"draft": {"paths": ["draft.md"]}, "sources": sources},
            "check_sources": {"sources": sources},
            "table": {"sources": sources},
            "claims": {"sources": sources, "limit": 5},
            "explain": {"name": "list-count"},
        }
        assert tools == set(calls), tools
        for name, given in calls.items():
            answer = await session.call_tool(name, given)
            assert not answer.is_error and answer.structured_content, (name, answer)
        refused = await session.call_tool("claims", {"sources": {"paths": ["../README.md"]}})
        assert refused.is_error, refused
    print(f"{len(calls)} tools answered")


asyncio.run(main())
