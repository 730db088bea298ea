/// Our own descriptions of xterm-like terminals, as ncurses takes them from `TERMINFO` without a file.
///
/// `source` is what `tic -x` compiles and `infocmp -x -0 -Q2 NAME` prints as these lines; a test does it again where
/// those programs are installed.
enum Terminfo {
    static let indexed256 = """
        b64:HgIlAB0ADwBpAccBcG0tMjU2fHh0ZXJtIGZhbWlseSB3aXRoIDI1NiBjb2xvdXJzAAABAAABAAAAAQAAAAABAQAAAAAAAAAA\
        AAABAAABUAAAAAgAAAAYAAAA_____________________________________________________wABAAAAAAEAAAAEAAYA____\
        _wgAEAAUABgA__8jADQANgA6AEEA__9DAEoA__9OAP_______________1IAVwBcAP__ZQD__2oA__9vAHQAeQB-AP__hwCLAP__\
        __-UAJoA____________________________________________________________________________________________\
        _________________________________________________________________________6AA________qQCyAP__uwD_____\
        ________________________xADHANIA_____9UA_____yEB__________________________________________8jASkB____\
        ____________________________________________________________________________________________________\
        ____________________________________________________________________________________________________\
        ____________________________________________________________________________________________________\
        _____y8B________________________________________________________________________NAH_________________\
        _________________z0B________________________QgH_____________________________________________________\
        _____________________________________________0gBhwEbW1oABwANABtbSBtbMkoAG1tLABtbSgAbWyVpJXAxJWRHABtb\
        JWklcDElZDslcDIlZEgACgAbW0gAG1s_MjVsAAgAG1s_MjVoABtbQwAbW0EAG1s1bQAbWzFtABtbPzEwNDloABtbMm0AG1s4bQAb\
        WzdtABtbN20AG1s0bQAbWyVwMSVkWAAbW20AG1s_MTA0OWwAG1syN20AG1syNG0AG1slcDElZEIAG1slcDElZEQAG1slcDElZEMA\
        G1slcDElZEEAGzgAG1slaSVwMSVkZAAbNwAbWzAlPyVwNiV0OzElOyU_JXA1JXQ7MiU7JT8lcDIldDs0JTslPyVwMSVwMyV8JXQ7\
        NyU7JT8lcDQldDs1JTslPyVwNyV0OzglO20ACQAbWz83aAAbWz83bAAbWzFLABtbMzk7NDltABtbM20AG1syM20AG1slPyVwMSV7\
        OH0lPCV0MyVwMSVkJWUlcDElezE2fSU8JXQ5JXAxJXs4fSUtJWQlZTM4OzU7JXAxJWQlO20AG1slPyVwMSV7OH0lPCV0NCVwMSVk\
        JWUlcDElezE2fSU8JXQxMCVwMSV7OH0lLSVkJWU0ODs1OyVwMSVkJTttAAACAAAAAAACAAYAAQEAAAMAQVgAWFQA
        """

    static let direct = """
        b64:HgIxAB0ADwBpAe4BcG0tZGlyZWN0fHh0ZXJtIGZhbWlseSB3aXRoIDI0LWJpdCBkaXJlY3QgY29sb3VyAAABAAABAAAAAQAA\
        AAABAQAAAAAAAAAAAAABAAABUAAAAAgAAAAYAAAA_____________________________________________________wAAAAH_\
        _wcAAAAEAAYA_____wgAEAAUABgA__8jADQANgA6AEEA__9DAEoA__9OAP_______________1IAVwBcAP__ZQD__2oA__9vAHQA\
        eQB-AP__hwCLAP____-UAJoA____________________________________________________________________________\
        _________________________________________________________________________________________6AA________\
        qQCyAP__uwD_____________________________xADHANIA_____9UA_____yEB____________________________________\
        ______8jASkB________________________________________________________________________________________\
        ____________________________________________________________________________________________________\
        ____________________________________________________________________________________________________\
        _____________________y8B________________________________________________________________________NAH_\
        _________________________________z0B________________________QgH_____________________________________\
        _____________________________________________________________0gBmwEbW1oABwANABtbSBtbMkoAG1tLABtbSgAb\
        WyVpJXAxJWRHABtbJWklcDElZDslcDIlZEgACgAbW0gAG1s_MjVsAAgAG1s_MjVoABtbQwAbW0EAG1s1bQAbWzFtABtbPzEwNDlo\
        ABtbMm0AG1s4bQAbWzdtABtbN20AG1s0bQAbWyVwMSVkWAAbW20AG1s_MTA0OWwAG1syN20AG1syNG0AG1slcDElZEIAG1slcDEl\
        ZEQAG1slcDElZEMAG1slcDElZEEAGzgAG1slaSVwMSVkZAAbNwAbWzAlPyVwNiV0OzElOyU_JXA1JXQ7MiU7JT8lcDIldDs0JTsl\
        PyVwMSVwMyV8JXQ7NyU7JT8lcDQldDs1JTslPyVwNyV0OzglO20ACQAbWz83aAAbWz83bAAbWzFLABtbMzk7NDltABtbM20AG1sy\
        M20AG1slPyVwMSV7OH0lPCV0MyVwMSVkJWUzODsyOyVwMSV7NjU1MzZ9JS8lZDslcDElezI1Nn0lLyV7MjU1fSUmJWQ7JXAxJXsy\
        NTV9JSYlZCU7bQAbWyU_JXAxJXs4fSU8JXQ0JXAxJWQlZTQ4OzI7JXAxJXs2NTUzNn0lLyVkOyVwMSV7MjU2fSUvJXsyNTV9JSYl\
        ZDslcDElezI1NX0lJiVkJTttAAMAAAAAAAMACgABAQEAAAADAAcAQVgAUkdCAFhUAA==
        """

    static let source = #"""
        # Terminals of the xterm family, described by what this program sends them; for names that the system's database does not
        # know, and for 24-bit colour. Compiled into Terminfo.swift, and known to our process only.
        #
        # Left out: inserting and deleting of characters and lines; terminals differ in the colour of what moves in.
        #
        # Sources: ECMA-48; xterm's ctlseqs; terminfo(5).
        pm-base|what the xterm family has in common,
        	am, bce, km, mir, msgr, npc, xenl, AX, XT,
        	cols#80, it#8, lines#24,
        	bel=^G, blink=\E[5m, bold=\E[1m, cbt=\E[Z, civis=\E[?25l,
        	clear=\E[H\E[2J, cnorm=\E[?25h, cr=\r,
        	cub=\E[%p1%dD, cub1=^H,
        	cud=\E[%p1%dB, cud1=\n, cuf=\E[%p1%dC, cuf1=\E[C,
        	cup=\E[%i%p1%d;%p2%dH, cuu=\E[%p1%dA, cuu1=\E[A,
        	dim=\E[2m, ech=\E[%p1%dX, ed=\E[J, el=\E[K, el1=\E[1K,
        	home=\E[H, hpa=\E[%i%p1%dG, ht=^I,
        	invis=\E[8m,
        	op=\E[39;49m, rc=\E8, rev=\E[7m, ritm=\E[23m,
        	rmam=\E[?7l, rmcup=\E[?1049l, rmso=\E[27m, rmul=\E[24m,
        	sc=\E7, sgr=\E[0%?%p6%t;1%;%?%p5%t;2%;%?%p2%t;4%;%?%p1%p3%|%t;7%;%?%p4%t;5%;%?%p7%t;8%;m,
        	sgr0=\E[m, sitm=\E[3m, smam=\E[?7h, smcup=\E[?1049h,
        	smso=\E[7m, smul=\E[4m, vpa=\E[%i%p1%dd,
        pm-256|xterm family with 256 colours,
        	colors#0x100, pairs#0x10000,
        	setab=\E[%?%p1%{8}%<%t4%p1%d%e%p1%{16}%<%t10%p1%{8}%-%d%e48;5;%p1%d%;m,
        	setaf=\E[%?%p1%{8}%<%t3%p1%d%e%p1%{16}%<%t9%p1%{8}%-%d%e38;5;%p1%d%;m,
        	use=pm-base,
        pm-direct|xterm family with 24-bit direct colour,
        	RGB, colors#0x1000000, pairs#0x7FFFF,
        	setab=\E[%?%p1%{8}%<%t4%p1%d%e48;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
        	setaf=\E[%?%p1%{8}%<%t3%p1%d%e38;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m,
        	use=pm-base,

        """#
}
