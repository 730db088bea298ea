/// Our own descriptions of xterm-like terminals, as ncurses takes them from `TERMINFO` without a file.
///
/// `source` is what `tic -x` compiles and `infocmp -x -0 -Q2 NAME` prints as these lines; a test does it again where
/// those programs are installed.
enum Terminfo {
    static let indexed256 = """
        b64:HgIlAB0ADwBpAQ0CcG0tMjU2fHh0ZXJtIGZhbWlseSB3aXRoIDI1NiBjb2xvdXJzAAABAAABAAAAAQAAAAABAQAAAAAAAAAA\
        AAABAAABUAAAAAgAAAAYAAAA_____________________________________________________wABAAAAAAEAAAAEAAYACAD_\
        _xkAIQAlACkA__80AEUARwBLAFIA__9UAFsA__9fAP__YwBnAP_______2sAcAB1AP__fgD__4MA__-IAI0AkgCXAP__oACkAP__\
        __-tALMA_____________________7kA____________________________________________________________________\
        ____________________________________________________________________vQDGAM8A2AD__-EA6gDzAP___AD_____\
        ________________________BQEIARMBFgEYARsB_____2cB__________________________________________9pAW8B____\
        ____________________________________________________________________________________________________\
        ____________________________________________________________________________________________________\
        ____________________________________________________________________________________________________\
        _____3UB________________________________________________________________________egH_________________\
        _________________4MB________________________iAH_____________________________________________________\
        _____________________________________________44BzQEbW1oABwANABtbJWklcDElZDslcDIlZHIAG1tIG1sySgAbW0sA\
        G1tKABtbJWklcDElZEcAG1slaSVwMSVkOyVwMiVkSAAKABtbSAAbWz8yNWwACAAbWz8yNWgAG1tDABtbQQAbW1AAG1tNABtbNW0A\
        G1sxbQAbWz8xMDQ5aAAbWzJtABtbOG0AG1s3bQAbWzdtABtbNG0AG1slcDElZFgAG1ttABtbPzEwNDlsABtbMjdtABtbMjRtABtb\
        TAAbWyVwMSVkUAAbWyVwMSVkTQAbWyVwMSVkQgAbWyVwMSVkQAAbWyVwMSVkTAAbWyVwMSVkRAAbWyVwMSVkQwAbWyVwMSVkQQAb\
        OAAbWyVpJXAxJWRkABs3AAoAG00AG1swJT8lcDYldDsxJTslPyVwNSV0OzIlOyU_JXAyJXQ7NCU7JT8lcDElcDMlfCV0OzclOyU_\
        JXA0JXQ7NSU7JT8lcDcldDs4JTttAAkAG1s_N2gAG1s_N2wAG1sxSwAbWzM5OzQ5bQAbWzNtABtbMjNtABtbJT8lcDElezh9JTwl\
        dDMlcDElZCVlJXAxJXsxNn0lPCV0OSVwMSV7OH0lLSVkJWUzODs1OyVwMSVkJTttABtbJT8lcDElezh9JTwldDQlcDElZCVlJXAx\
        JXsxNn0lPCV0MTAlcDElezh9JS0lZCVlNDg7NTslcDElZCU7bQAAAgAAAAAAAgAGAAEBAAADAEFYAFhUAA==
        """

    static let direct = """
        b64:HgIxAB0ADwBpATQCcG0tZGlyZWN0fHh0ZXJtIGZhbWlseSB3aXRoIDI0LWJpdCBkaXJlY3QgY29sb3VyAAABAAABAAAAAQAA\
        AAABAQAAAAAAAAAAAAABAAABUAAAAAgAAAAYAAAA_____________________________________________________wAAAAH_\
        _wcAAAAEAAYACAD__xkAIQAlACkA__80AEUARwBLAFIA__9UAFsA__9fAP__YwBnAP_______2sAcAB1AP__fgD__4MA__-IAI0A\
        kgCXAP__oACkAP____-tALMA_____________________7kA____________________________________________________\
        ____________________________________________________________________________________vQDGAM8A2AD__-EA\
        6gDzAP___AD_____________________________BQEIARMBFgEYARsB_____2cB____________________________________\
        ______9pAW8B________________________________________________________________________________________\
        ____________________________________________________________________________________________________\
        ____________________________________________________________________________________________________\
        _____________________3UB________________________________________________________________________egH_\
        _________________________________4MB________________________iAH_____________________________________\
        _____________________________________________________________44B4QEbW1oABwANABtbJWklcDElZDslcDIlZHIA\
        G1tIG1sySgAbW0sAG1tKABtbJWklcDElZEcAG1slaSVwMSVkOyVwMiVkSAAKABtbSAAbWz8yNWwACAAbWz8yNWgAG1tDABtbQQAb\
        W1AAG1tNABtbNW0AG1sxbQAbWz8xMDQ5aAAbWzJtABtbOG0AG1s3bQAbWzdtABtbNG0AG1slcDElZFgAG1ttABtbPzEwNDlsABtb\
        MjdtABtbMjRtABtbTAAbWyVwMSVkUAAbWyVwMSVkTQAbWyVwMSVkQgAbWyVwMSVkQAAbWyVwMSVkTAAbWyVwMSVkRAAbWyVwMSVk\
        QwAbWyVwMSVkQQAbOAAbWyVpJXAxJWRkABs3AAoAG00AG1swJT8lcDYldDsxJTslPyVwNSV0OzIlOyU_JXAyJXQ7NCU7JT8lcDEl\
        cDMlfCV0OzclOyU_JXA0JXQ7NSU7JT8lcDcldDs4JTttAAkAG1s_N2gAG1s_N2wAG1sxSwAbWzM5OzQ5bQAbWzNtABtbMjNtABtb\
        JT8lcDElezh9JTwldDMlcDElZCVlMzg7MjslcDElezY1NTM2fSUvJWQ7JXAxJXsyNTZ9JS8lezI1NX0lJiVkOyVwMSV7MjU1fSUm\
        JWQlO20AG1slPyVwMSV7OH0lPCV0NCVwMSVkJWU0ODsyOyVwMSV7NjU1MzZ9JS8lZDslcDElezI1Nn0lLyV7MjU1fSUmJWQ7JXAx\
        JXsyNTV9JSYlZCU7bQADAAAAAAADAAoAAQEBAAAAAwAHAEFYAFJHQgBYVAA=
        """

    static let source = #"""
        # Terminals of the xterm family, described by what this program sends them; for names that the system's database does not
        # know, and for 24-bit colour. Compiled into Terminfo.swift, and known to our process only.
        #
        # Sources: ECMA-48; xterm's ctlseqs; terminfo(5).
        pm-base|what the xterm family has in common,
        	am, bce, km, mir, msgr, npc, xenl, AX, XT,
        	cols#80, it#8, lines#24,
        	bel=^G, blink=\E[5m, bold=\E[1m, cbt=\E[Z, civis=\E[?25l,
        	clear=\E[H\E[2J, cnorm=\E[?25h, cr=\r,
        	csr=\E[%i%p1%d;%p2%dr, cub=\E[%p1%dD, cub1=^H,
        	cud=\E[%p1%dB, cud1=\n, cuf=\E[%p1%dC, cuf1=\E[C,
        	cup=\E[%i%p1%d;%p2%dH, cuu=\E[%p1%dA, cuu1=\E[A,
        	dch=\E[%p1%dP, dch1=\E[P, dim=\E[2m, dl=\E[%p1%dM,
        	dl1=\E[M, ech=\E[%p1%dX, ed=\E[J, el=\E[K, el1=\E[1K,
        	home=\E[H, hpa=\E[%i%p1%dG, ht=^I, ich=\E[%p1%d@,
        	il=\E[%p1%dL, il1=\E[L, ind=\n, invis=\E[8m,
        	op=\E[39;49m, rc=\E8, rev=\E[7m, ri=\EM, ritm=\E[23m,
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
