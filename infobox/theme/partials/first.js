{const h=document.documentElement;h.className="js";try{const k=localStorage.getItem("kleuren");if(k)h.dataset.kleuren=k}catch{}}
