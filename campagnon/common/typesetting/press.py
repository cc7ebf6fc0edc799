"""The process in which a paper is made: reads an order on its standard input, answers with the PDF."""

import json
import resource
import sys

MEMORY_BYTES = 1 << 30


def main() -> None:
    cpu_seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    import typst

    order = json.load(sys.stdin)
    pdf = typst.compile(
        f"{order['root']}/{order['template']}",
        root=order["root"],
        ignore_system_fonts=True,
        sys_inputs={"values": order["values"]},
        pdf_standards=["a-3a", "ua-1"],
        format="pdf",
        # No package is ever fetched: there is nowhere to keep one.
        package_path="/nonexistent",
        package_cache_path="/nonexistent",
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
